/** One person's slot: what is in it, and how it is sealed with the device key. */
import { z } from 'zod'
import { HpkeText, PersonKeys, SealedFactor } from '../../shared/access/credential.ts'
import { SignedGrant } from '../../shared/access/grant.ts'
import { RoleName } from '../../shared/access/roles.ts'
import type { EarlierSlot } from './earlier-slot.ts'
import { seal, sealTo, slotKey, unseal, deviceCodeKey } from './keys.ts'
import { readRecoveryCode } from './recovery-code.ts'
import type { UserSlot } from './slots.ts'

export type Place = Readonly<{ tenant: string; device: string }>
export type Who = Readonly<{ userId: string; username: string; displayName: string }>

/** What somebody may do here before a cloud has said so; grants.ts says when it is believed. */
export const LocalGrant = z.strictObject({
  issuer: z.enum(['first-run', 'enrolment', 'recovery']),
  roles: z.array(RoleName).min(1),
  issuedAt: z.string(),
})
export type LocalGrant = z.output<typeof LocalGrant>

const Inside = z.strictObject({
  keys: PersonKeys,
  secondFactor: SealedFactor.nullable(),
  grant: z.union([LocalGrant, SignedGrant]),
  /** The workstation key of each epoch that is still in use, sealed to the person's public key. */
  workstationKeys: z.array(z.strictObject({ epoch: z.int().min(1), sealed: HpkeText })).min(1),
})
export type Inside = z.output<typeof Inside>

/** A slot that the device key has opened. Its keys are still under the person's password. */
export type OpenSlot = Who & Inside

const aadOf = ({ tenant, device }: Place, { userId, username, displayName }: Who): string =>
  JSON.stringify([tenant, device, userId, username, displayName])

export function sealSlot(
  place: Place,
  { userId, username, displayName, ...inside }: OpenSlot,
  deviceKey: Buffer,
  deviceByCode: UserSlot['deviceByCode'],
): UserSlot {
  const who = { userId, username, displayName }
  const key = slotKey(deviceKey)
  const text = Buffer.from(JSON.stringify(Inside.parse(inside)))
  const sealed = seal(key, text, aadOf(place, who))
  key.fill(0)
  return { ...who, sealed, deviceByCode }
}

/** Null where one bit of it, or whom it says it is of, is not what was sealed here. */
export function openSlot(place: Place, slot: UserSlot, deviceKey: Buffer): OpenSlot | null {
  const { userId, username, displayName } = slot
  const key = slotKey(deviceKey)
  const text = unseal(key, slot.sealed, aadOf(place, slot))
  key.fill(0)
  const read = text && Inside.safeParse(JSON.parse(text.toString('utf8')))
  return read?.success ? { userId, username, displayName, ...read.data } : null
}

/** The device key under somebody's code. It authenticates workstation and person, and is good as long as the code is. */
export function sealDeviceKey(place: Place, userId: string, code: string, deviceKey: Buffer) {
  const bytes = readRecoveryCode(code)
  if (!bytes) return null
  const key = deviceCodeKey(bytes, { ...place, user: userId })
  const sealed = seal(key, deviceKey, `${place.tenant}|${place.device}|${userId}|device-key`)
  for (const secret of [bytes, key]) secret.fill(0)
  return sealed
}

/** Null where it is not that code. */
export function openDeviceKey(place: Place, slot: UserSlot, code: Buffer): Buffer | null {
  if (!slot.deviceByCode) return null
  const key = deviceCodeKey(code, { ...place, user: slot.userId })
  const deviceKey = unseal(
    key,
    slot.deviceByCode,
    `${place.tenant}|${place.device}|${slot.userId}|device-key`,
  )
  key.fill(0)
  return deviceKey
}

/** The keys of a workstation, sealed to a person. */
export async function sealedTo(
  publicKey: string,
  epochs: ReadonlyMap<number, Buffer>,
): Promise<Inside['workstationKeys']> {
  const to = Buffer.from(publicKey, 'base64')
  const sealed = []
  for (const [epoch, key] of epochs)
    sealed.push({ epoch, sealed: await sealTo(to, key, `workstation-key/${epoch}`) })
  return sealed
}

/** A slot of the first form as one of the present form, under keys that were made of its own. */
export const fromEarlier = (
  { userId, username, displayName, grant, workstationKeys }: EarlierSlot,
  keys: PersonKeys,
): OpenSlot => ({
  userId,
  username,
  displayName,
  keys,
  secondFactor: null,
  grant: { issuer: grant.issuer, roles: grant.roles, issuedAt: grant.issuedAt },
  workstationKeys,
})
