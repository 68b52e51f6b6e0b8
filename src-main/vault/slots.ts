/** `slots.json`: every wrapped key of this workstation. Useless without the device key and somebody's password. */
import canonicalize from 'canonicalize'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { RoleName } from '../../shared/access/roles.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'

const Base64 = z.base64()
const SealedText = z.strictObject({ nonce: Base64, text: Base64 })
const HpkeText = z.strictObject({ enc: Base64, text: Base64 })

/** What a person may do here. Its hash is part of what their slot authenticates: a changed role opens nothing. */
export const Grant = z.strictObject({
  user: z.uuid(),
  device: z.uuid(),
  roles: z.array(RoleName).min(1),
  issuedAt: z.string(),
  issuer: z.enum(['first-run', 'enrolment', 'recovery']),
})
export type Grant = z.output<typeof Grant>

export const UserSlot = z.strictObject({
  userId: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  version: z.int().min(1),
  grant: Grant,
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    memory: z.int(),
    passes: z.int(),
    lanes: z.int(),
    salt: Base64,
  }),
  publicKey: Base64,
  /** The user's private key under password and device key. */
  byPassword: SealedText,
  /** The user's private key and the device key under the recovery code. */
  byRecoveryCode: SealedText,
  /** The key of the user's drafts, sealed to the public key. */
  draftKey: HpkeText,
  /** The workstation key of each epoch that is still in use, sealed to the public key. */
  workstationKeys: z.array(z.strictObject({ epoch: z.int().min(1), sealed: HpkeText })).min(1),
})
export type UserSlot = z.output<typeof UserSlot>

export const Slots = z.strictObject({
  format: z.literal(1),
  tenant: z.uuid(),
  device: z.uuid(),
  practiceName: z.string(),
  users: z.array(UserSlot),
})
export type Slots = z.output<typeof Slots>

export const grantHash = (grant: Grant): string =>
  createHash('sha256')
    .update(canonicalize(grant) ?? '')
    .digest('hex')

/** What a slot's envelopes authenticate beside their content. */
export const slotAad = (
  slots: { tenant: string; device: string },
  slot: { userId: string; version: number; grant: Grant },
) => `${slots.tenant}|${slots.device}|${slot.userId}|${slot.version}|${grantHash(slot.grant)}`

/** Null where there is no file; `vault.slots-damaged` where it cannot be read. */
export function readSlots(file: string): Slots | null {
  if (!existsSync(file)) return null
  try {
    return Slots.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new AppError('Unavailable', 'vault.slots-damaged')
  }
}

export const writeSlots = (file: string, slots: Slots): void =>
  replaceFile(file, `${JSON.stringify(Slots.parse(slots), null, 1)}\n`)

/** Writes beside, syncs, and renames over: a power cut leaves the old file or the new one. */
export function replaceFile(file: string, text: string): void {
  const next = `${file}.new`
  const handle = openSync(next, 'w', 0o600)
  try {
    const bytes = Buffer.from(text)
    must(writeSync(handle, bytes) === bytes.length, 'vault.short-write')
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(next, file)
  syncFolder(dirname(file))
}

/** Makes names in a folder durable: a rename survives a power cut only when its folder has been synced. */
export function syncFolder(folder: string): void {
  // Windows has no such thing for a folder
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** By name, as people type it. */
export const findUser = (slots: Slots, username: string): UserSlot | undefined => {
  const typed = username.normalize('NFC').trim().toLowerCase()
  return slots.users.find((user) => user.username === typed)
}
