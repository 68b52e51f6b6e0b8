/** Somebody with a key pair in the practice, and the app on their telephone. */
import { join } from 'node:path'
import { generateSync } from 'otplib'
import { beginSecondFactor } from '../../shared/access/begin-second-factor.ts'
import { credentials } from '../../shared/access/credential.ts'
import { finishSecondFactor } from '../../shared/access/finish-second-factor.ts'
import { newPersonKeys } from '../../src-main/vault/person-keys.ts'
import { readSlots } from '../../src-main/vault/slots.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { contextAt } from './store.ts'

/** Gives whoever is in the `credential` row of a key pair that their password opens here. */
export async function giveCredential(desk: Workstation, profile: string): Promise<void> {
  const { actor, workstation, store } = desk.session
  const slot = readSlots(join(profile, 'store', 'slots.json'))?.users.find(
    ({ userId }) => userId === actor.id,
  )
  const { keys } = await newPersonKeys({ tenant: workstation.tenant, user: actor.id })
  const publicKey = slot?.publicKey ?? ''
  store.transaction(contextAt(), (tx) => {
    tx.put(credentials, {
      id: actor.id,
      keys: { ...keys, publicKey },
      secondFactor: null,
      createdAt: '2026-11-23T15:05:00.000Z',
    })
    tx.close('test.credential@1')
  })
}

/** What the app shows of a secret as it was typed into it. */
export const appShows = (secret: string, ms: number): string =>
  generateSync({ secret: secret.replaceAll(' ', ''), epoch: Math.floor(ms / 1000) })

/** Sets the second factor up. `now`: by the clock of the workstation. */
export async function setUp(
  desk: Workstation,
  now: number,
  code = '',
): Promise<{ secret: string; codes: string[] }> {
  const { secret } = await desk.call(beginSecondFactor, { password: owner.password, code })
  const { codes } = await desk.call(finishSecondFactor, { code: appShows(secret, now) })
  return { secret, codes }
}
