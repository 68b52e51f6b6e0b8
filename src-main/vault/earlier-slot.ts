/** Slots of the first form: a key pair for each workstation. They open, and are written no more. */
import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { HpkeText, SealedText } from '../../shared/access/credential.ts'
import { RoleName } from '../../shared/access/roles.ts'
import { passwordKey, recoveryKey, unseal } from './keys.ts'

const Base64 = z.base64()

export const EarlierSlot = z.strictObject({
  userId: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  version: z.int().min(1),
  grant: z.strictObject({
    user: z.uuid(),
    device: z.uuid(),
    roles: z.array(RoleName).min(1),
    issuedAt: z.string(),
    issuer: z.enum(['first-run', 'enrolment', 'recovery']),
  }),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memory: z.int(),
    passes: z.int(),
    lanes: z.int(),
    salt: Base64,
  }),
  publicKey: Base64,
  byPassword: SealedText,
  /** The user's private key and the device key under the recovery code. */
  byRecoveryCode: SealedText,
  draftKey: HpkeText,
  workstationKeys: z.array(z.strictObject({ epoch: z.int().min(1), sealed: HpkeText })).min(1),
})
export type EarlierSlot = z.output<typeof EarlierSlot>

type Place = Readonly<{ tenant: string; device: string }>

/** Its envelopes authenticate whose it is, its version and the hash of what it grants. */
function aadOf({ tenant, device }: Place, { userId, version, grant }: EarlierSlot): string {
  const hash = createHash('sha256').update(canonicalize(grant) ?? '')
  return `${tenant}|${device}|${userId}|${version}|${hash.digest('hex')}`
}

/** The private key; null for a wrong password. */
export function openEarlierByPassword(
  place: Place,
  slot: EarlierSlot,
  password: string,
  deviceKey: Buffer,
): Buffer | null {
  const owner = { tenant: place.tenant, device: place.device, user: slot.userId }
  const kek = passwordKey(password, deviceKey, owner, slot.kdf)
  const privateKey = unseal(kek, slot.byPassword, aadOf(place, slot))
  kek.fill(0)
  return privateKey
}

/** Private key and device key; null where the code is not this slot's. */
export function openEarlierByCode(
  place: Place,
  slot: EarlierSlot,
  code: Buffer,
): Readonly<{ privateKey: Buffer; deviceKey: Buffer }> | null {
  const key = recoveryKey(code, { tenant: place.tenant, device: place.device, user: slot.userId })
  const both = unseal(key, slot.byRecoveryCode, aadOf(place, slot))
  key.fill(0)
  if (!both || both.length !== 64) return null
  const opened = {
    privateKey: Buffer.from(both.subarray(0, 32)),
    deviceKey: Buffer.from(both.subarray(32)),
  }
  both.fill(0)
  return opened
}
