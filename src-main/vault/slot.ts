/** Makes and renews one person's slot: the envelopes that hold their keys on this workstation. */
import { randomBytes } from 'node:crypto'
import { passwordKey, recoveryKey, seal, unseal, type KdfCost } from './keys.ts'
import { newRecoveryCode, writeRecoveryCode } from './recovery-code.ts'
import { slotAad, type UserSlot } from './slots.ts'

export type OpenedSlot = Readonly<{ privateKey: Buffer; deviceKey: Buffer }>
type Place = Readonly<{ tenant: string; device: string }>
type Base = Omit<UserSlot, 'kdf' | 'byPassword' | 'byRecoveryCode'>

/**
 * The slot under a new password and a new recovery code. Its version grows and is authenticated, so an envelope of an
 * earlier version opens nothing in this slot. A whole earlier file is another matter: docs/threat-model.md, "Rollback".
 */
export function makeSlot(
  place: Place,
  base: Base,
  opened: OpenedSlot,
  password: string,
  cost: KdfCost,
): { slot: UserSlot; recoveryCode: string } {
  const next = { ...base, version: base.version + 1 }
  const owner = { ...place, user: base.userId }
  const aad = slotAad(place, next)
  const kdf = { name: 'argon2id' as const, ...cost, salt: randomBytes(16).toString('base64') }
  const kek = passwordKey(password, opened.deviceKey, owner, kdf)
  const code = newRecoveryCode()
  const codeKey = recoveryKey(code, owner)
  const both = Buffer.concat([opened.privateKey, opened.deviceKey])
  const slot: UserSlot = {
    ...next,
    kdf,
    byPassword: seal(kek, opened.privateKey, aad),
    byRecoveryCode: seal(codeKey, both, aad),
  }
  const recoveryCode = writeRecoveryCode(code)
  for (const secret of [kek, code, codeKey, both]) secret.fill(0)
  return { slot, recoveryCode }
}

/** True where a slot's password is stretched less than is asked for now. */
export const isCheaper = (has: KdfCost, wanted: KdfCost): boolean =>
  has.memory < wanted.memory || has.passes < wanted.passes

/** The same slot, its password stretched at a higher cost with a new salt. The recovery code stays what it is. */
export function stretched(
  place: Place,
  slot: UserSlot,
  opened: OpenedSlot,
  password: string,
  cost: KdfCost,
): UserSlot {
  const [memory, passes] = [Math.max(slot.kdf.memory, cost.memory), Math.max(slot.kdf.passes, cost.passes)]
  const salt = randomBytes(16).toString('base64')
  const kdf = { name: 'argon2id' as const, memory, passes, lanes: cost.lanes, salt }
  const kek = passwordKey(password, opened.deviceKey, { ...place, user: slot.userId }, kdf)
  const byPassword = seal(kek, opened.privateKey, slotAad(place, slot))
  kek.fill(0)
  return { ...slot, kdf, byPassword }
}

/**
 * The user's private key; null for a wrong password. Without a slot, for a name nobody has, it takes as long and is null:
 * `cost` is what a password would cost here.
 */
export function openByPassword(
  place: Place,
  slot: UserSlot | undefined,
  password: string,
  deviceKey: Buffer,
  cost: KdfCost,
): Buffer | null {
  const kek = passwordKey(
    password,
    deviceKey,
    { tenant: place.tenant, device: place.device, user: slot?.userId ?? 'nobody' },
    slot?.kdf ?? { ...cost, salt: Buffer.alloc(16).toString('base64') },
  )
  const privateKey = slot ? unseal(kek, slot.byPassword, slotAad(place, slot)) : null
  kek.fill(0)
  return privateKey
}

/** Null where the code is not this slot's present one. */
export function openRecoveryEnvelope(place: Place, slot: UserSlot, code: Buffer): OpenedSlot | null {
  const key = recoveryKey(code, { ...place, user: slot.userId })
  const both = unseal(key, slot.byRecoveryCode, slotAad(place, slot))
  key.fill(0)
  if (!both || both.length !== 64) return null
  return { privateKey: Buffer.from(both.subarray(0, 32)), deviceKey: Buffer.from(both.subarray(32)) }
}
