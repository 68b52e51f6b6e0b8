import { credentials } from '../../shared/access/credential.ts'
import { replaceKeys, resetPerson } from '../../shared/access/reset-person.ts'
import { isHere } from '../../shared/access/rights.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { act, handle } from '../pipeline/handle.ts'
import { noteEvent, someoneElse, todayAt } from './administering.ts'
import { codeEnd } from './invite-person.ts'
import { credentialOf } from '../store/people.sql.ts'

export const resetPersonHandler = act(resetPerson, async ({ gatekeeper, ctx, step }, input) => {
  must(ctx, 'reset.session')
  const until = codeEnd(ctx.now)
  const { keys, code } = await gatekeeper.people.newCredential(input.userId)
  step(replaceKeys, { ...input, keys: { ...keys, codeUntil: until } })
  return { code, until }
})

export const replaceKeysHandler = handle(replaceKeys, (tx, { userId, keys, reason, checked }, ctx) => {
  const person = someoneElse(tx, userId, ctx)
  if (!isHere(person, todayAt(tx, ctx))) throw new AppError('Conflict', 'person.not-here')
  if (credentialOf(tx, userId)) tx.amend(credentials, userId, { keys, secondFactor: null, passwordAt: null })
  else tx.put(credentials, { id: userId, keys, secondFactor: null, createdAt: ctx.now, passwordAt: null })
  noteEvent(tx, ctx, { userId, what: 'reset', reason, checked })
  return {}
})
