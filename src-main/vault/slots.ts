/** `slots.json`: what everybody who may come in here needs for it. Useless without the device key and somebody's password. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { SealedText } from '../../shared/access/credential.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { EarlierSlot } from './earlier-slot.ts'

/** One person's slot: who they are, and the rest sealed with the device key (slot.ts). */
export const UserSlot = z.strictObject({
  userId: z.uuid(),
  username: z.string(),
  displayName: z.string(),
  sealed: SealedText,
  /** The device key under the person's code, for a keychain that has lost it; null where the code was made at another workstation. */
  deviceByCode: SealedText.nullable(),
})
export type UserSlot = z.output<typeof UserSlot>

export const Slots = z.strictObject({
  format: z.literal(2),
  tenant: z.uuid(),
  device: z.uuid(),
  practiceName: z.string(),
  users: z.array(UserSlot),
  /** Of the first form, as they were: each becomes one of the present form when its owner signs in. */
  earlier: z.array(EarlierSlot),
})
export type Slots = z.output<typeof Slots>

const FirstForm = z
  .strictObject({
    format: z.literal(1),
    tenant: z.uuid(),
    device: z.uuid(),
    practiceName: z.string(),
    users: z.array(EarlierSlot),
  })
  .transform(({ users, ...rest }) => ({ ...rest, format: 2 as const, users: [], earlier: users }))

/** Null where there is no file; `vault.slots-damaged` where it cannot be read. */
export function readSlots(file: string): Slots | null {
  if (!existsSync(file)) return null
  try {
    return z.union([Slots, FirstForm]).parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new AppError('Unavailable', 'vault.slots-damaged')
  }
}

export const writeSlots = (file: string, slots: Slots): void =>
  replaceFile(file, `${JSON.stringify(Slots.parse(slots), null, 1)}\n`)

/** The same slots with this one in the place of what its owner had. */
export const withSlot = (slots: Slots, slot: UserSlot): Slots => ({
  ...slots,
  users: [...slots.users.filter(({ userId }) => userId !== slot.userId), slot],
})

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
