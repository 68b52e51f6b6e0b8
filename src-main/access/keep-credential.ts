import { credentials } from '../../shared/access/credential.ts'
import { keepCredential } from '../../shared/access/keep-credential.ts'
import { noteKitUse } from '../../shared/access/open-with-kit.ts'
import { keepSecondFactor } from '../../shared/access/keep-second-factor.ts'
import { handle, type Acting } from '../pipeline/handle.ts'
import { credentialOf } from '../store/people.sql.ts'

export const keepCredentialHandler = handle(keepCredential, (tx, { keys, passwordChosen }, ctx) => {
  const { id } = ctx.actor
  if (credentialOf(tx, id))
    tx.amend(credentials, id, { keys, ...(passwordChosen && { passwordAt: ctx.now }) })
  else tx.put(credentials, { id, keys, secondFactor: null, createdAt: ctx.now, passwordAt: ctx.now })
  return {}
})

/** What was changed of one's own keys at this workstation is noted in the record; and a spare code, or a kit, that was used here. */
export function noteOwn(
  { gatekeeper, step }: Pick<Acting, 'gatekeeper' | 'step'>,
  userId: string,
  passwordChosen = false,
): void {
  const keys = gatekeeper.people.owed()
  if (keys) step(keepCredential, { keys, passwordChosen })
  const use = gatekeeper.kit.owedUse()
  if (use) step(noteKitUse, use)
  const factor = gatekeeper.secondFactor.owed(userId)
  if (factor) step(keepSecondFactor, factor)
}
