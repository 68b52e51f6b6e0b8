/** Opens somebody's slot, by password or by code, and puts another in its place. */
import { plainUsername } from '../../shared/access/create-practice.ts'
import type { PersonKeys } from '../../shared/access/credential.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { openEarlierByCode, openEarlierByPassword, type EarlierSlot } from './earlier-slot.ts'
import { passwordKey, type KdfCost } from './keys.ts'
import {
  openByPersonCode,
  openByPersonPassword,
  restretched,
  underPassword,
  withPassword,
} from './person-keys.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { fromEarlier, openDeviceKey, openSlot, sealDeviceKey, sealSlot, type OpenSlot } from './slot.ts'
import { readSlots, withSlot, writeSlots, type Slots, type UserSlot } from './slots.ts'

/** Somebody's slot, and the private key that opens what is sealed to them. Whoever has it wipes it. */
export type Opened = Readonly<{ slot: OpenSlot; privateKey: Buffer }>

const found = <S extends UserSlot | EarlierSlot>(slots: readonly S[], typed: string): S | undefined =>
  slots.find(({ username }) => username === plainUsername(typed))

/** Whoever has a slot of the present form has no other. */
function earlierOf(slots: Slots, typed: string): EarlierSlot | undefined {
  const slot = found(slots.earlier, typed)
  return slot && !slots.users.some(({ userId }) => userId === slot.userId) ? slot : undefined
}

/** The id of whoever comes in under this name; null for a name nobody has. */
export const userNamed = (slots: Slots, typed: string): string | null =>
  (found(slots.users, typed) ?? earlierOf(slots, typed))?.userId ?? null

/**
 * Null for a wrong password; and for a name nobody has, after as long: `cost` is what a password would cost here. Throws
 * `vault.slot-damaged`, `vault.kdf-too-weak`.
 */
export function openByPassword(
  slots: Slots,
  username: string,
  password: string,
  deviceKey: Buffer,
  cost: KdfCost,
): Opened | null {
  const slot = found(slots.users, username)
  const earlier = earlierOf(slots, username)
  if (slot) {
    const open = opened(slots, slot, deviceKey)
    const person = { tenant: slots.tenant, user: slot.userId }
    const privateKey = openByPersonPassword(person, open.keys, password)
    return privateKey && { slot: open, privateKey }
  }
  if (!earlier) {
    const nobody = { tenant: slots.tenant, device: slots.device, user: 'nobody' }
    passwordKey(password, deviceKey, nobody, { ...cost, salt: Buffer.alloc(16).toString('base64') }).fill(0)
    return null
  }
  const privateKey = openEarlierByPassword(slots, earlier, password, deviceKey)
  if (!privateKey) return null
  const person = { tenant: slots.tenant, user: earlier.userId }
  const { memory, passes, lanes } = dearer(earlier.kdf, cost)
  const keys = withPassword(person, earlier, privateKey, password, { memory, passes, lanes })
  return { slot: fromEarlier(earlier, keys), privateKey }
}

const dearer = (a: KdfCost, b: KdfCost): KdfCost => ({
  memory: Math.max(a.memory, b.memory),
  passes: Math.max(a.passes, b.passes),
  lanes: b.lanes,
})

function opened(slots: Slots, slot: UserSlot, deviceKey: Buffer): OpenSlot {
  const open = openSlot(slots, slot, deviceKey)
  if (!open) throw new AppError('Unavailable', 'vault.slot-damaged')
  return open
}

/** Somebody's slot, opened by who they are and their password. Throws `password.wrong`. */
export function openOwn(
  file: string,
  userId: string,
  password: string,
  deviceKey: Buffer,
  cost: KdfCost,
): Opened & Readonly<{ slots: Slots }> {
  const slots = readSlots(file)
  const named = [...(slots?.users ?? []), ...(slots?.earlier ?? [])].find((user) => user.userId === userId)
  must(slots && named, 'vault.slot')
  const own = openByPassword(slots, named.username, password, deviceKey, cost)
  if (!own) throw new AppError('Forbidden', 'password.wrong')
  return { ...own, slots }
}

/**
 * With somebody's own code; `deviceKey`: what the keychain has, null where it has lost it. Throws `recovery.not-a-code`,
 * `recovery.wrong`, `recovery.code-ended`. `nowMs` by this workstation's clock.
 */
export function openByCode(
  slots: Slots,
  username: string,
  typed: string,
  deviceKey: Buffer | null,
  nowMs: number,
): Opened & Readonly<{ deviceKey: Buffer }> {
  const code = readRecoveryCode(typed)
  if (!code) throw new AppError('Invalid', 'recovery.not-a-code')
  try {
    const own =
      openPresentByCode(slots, found(slots.users, username), code, deviceKey) ??
      openFirstByCode(slots, found(slots.earlier, username), code, deviceKey)
    if (!own) throw new AppError('Forbidden', 'recovery.wrong')
    const { codeUntil } = own.slot.keys
    if (codeUntil !== null && nowMs > Date.parse(codeUntil)) {
      own.privateKey.fill(0)
      throw new AppError('Forbidden', 'recovery.code-ended')
    }
    return own
  } finally {
    code.fill(0)
  }
}

function openPresentByCode(slots: Slots, slot: UserSlot | undefined, code: Buffer, known: Buffer | null) {
  if (!slot) return null
  const deviceKey = known ?? openDeviceKey(slots, slot, code)
  if (!deviceKey) return null
  const open = opened(slots, slot, deviceKey)
  const privateKey = openByPersonCode({ tenant: slots.tenant, user: slot.userId }, open.keys, code)
  return privateKey && { slot: open, privateKey, deviceKey }
}

/** The code of a slot of the first form is good until there is another. */
function openFirstByCode(slots: Slots, slot: EarlierSlot | undefined, code: Buffer, known: Buffer | null) {
  const own = slot && openEarlierByCode(slots, slot, code)
  if (!slot || !own) return null
  const present = found(slots.users, slot.username)
  const deviceKey = known ?? own.deviceKey
  const open = present && opened(slots, present, deviceKey)
  // it was renewed since, or its keys are others
  if (open && (open.keys.byCode !== null || open.keys.publicKey !== slot.publicKey)) return null
  const { publicKey, draftKey } = slot
  const none = { madeAt: slot.grant.issuedAt, kdf: null, byPassword: null, byCode: null, codeUntil: null }
  return {
    slot: open ?? fromEarlier(slot, { publicKey, draftKey, serial: 1, ...none }),
    privateKey: own.privateKey,
    deviceKey,
  }
}

/** Writes somebody's slot. `code`: their present code, where it is known here: it then also brings back a lost keychain. */
export function keepSlot(
  file: string,
  slots: Slots,
  slot: OpenSlot,
  deviceKey: Buffer,
  code: string | null,
): void {
  const before = slots.users.find(({ userId }) => userId === slot.userId)
  const had = before && openSlot(slots, before, deviceKey)
  // the key of the store may have been changed since this slot was opened
  const workstationKeys = had ? laterOf(slot, had) : slot.workstationKeys
  const deviceByCode =
    code === null ? (before?.deviceByCode ?? null) : sealDeviceKey(slots, slot.userId, code, deviceKey)
  const next = withSlot(slots, sealSlot(slots, { ...slot, workstationKeys }, deviceKey, deviceByCode))
  // where there is a new code, the one of the first form is void
  const earlier = code === null ? next.earlier : next.earlier.filter(({ userId }) => userId !== slot.userId)
  writeSlots(file, { ...next, earlier })
}

const newestIn = ({ workstationKeys }: OpenSlot): number =>
  Math.max(...workstationKeys.map(({ epoch }) => epoch))

/** What is sealed to the same key pair, and goes further. */
const laterOf = (slot: OpenSlot, had: OpenSlot): OpenSlot['workstationKeys'] =>
  had.keys.publicKey === slot.keys.publicKey && newestIn(had) > newestIn(slot)
    ? had.workstationKeys
    : slot.workstationKeys

/** Nobody is kept out where it cannot be written, on a full disk, say: the next sign-in tries again. */
export function keepQuietly(file: string, slots: Slots, slot: OpenSlot, deviceKey: Buffer): void {
  try {
    keepSlot(file, readSlots(file) ?? slots, slot, deviceKey, null)
  } catch {
    // as before
  }
}

/** The same slot, its password stretched as much as is asked for now; the same one where it is. */
export function stretchedMore(
  slots: Slots,
  { slot, privateKey }: Opened,
  password: string,
  cost: KdfCost,
): OpenSlot {
  const { kdf } = slot.keys
  if (!kdf || (kdf.memory >= cost.memory && kdf.passes >= cost.passes)) return slot
  const person = { tenant: slots.tenant, user: slot.userId }
  return { ...slot, keys: restretched(person, slot.keys, privateKey, password, dearer(kdf, cost)) }
}

/** Under this password and a new code. */
export function renewed(
  tenant: string,
  { slot, privateKey }: Opened,
  password: string,
  cost: KdfCost,
): Readonly<{ slot: OpenSlot; code: string }> {
  const { keys, code } = underPassword({ tenant, user: slot.userId }, slot.keys, privateKey, password, cost)
  return { slot: { ...slot, keys }, code }
}

/** The same for somebody who is in, with their password and what it is to be from now on; it is kept. `onSure`: the password was right, and nothing is changed yet. Throws `password.wrong`. */
export function renewOwn(
  file: string,
  userId: string,
  [password, next]: readonly [string, string],
  deviceKey: Buffer,
  cost: KdfCost,
  onSure: () => void,
): Readonly<{ slot: OpenSlot; code: string }> {
  const own = openOwn(file, userId, password, deviceKey, cost)
  try {
    onSure()
    const made = renewed(own.slots.tenant, own, next, cost)
    keepSlot(file, own.slots, made.slot, deviceKey, made.code)
    return made
  } finally {
    own.privateKey.fill(0)
  }
}

/** Whether somebody's keys are later than what the practice has of them: they were changed here, and it was not noted yet. */
export function isLater(own: PersonKeys, known: PersonKeys | null): boolean {
  if (known === null || own.madeAt !== known.madeAt) return known === null || own.madeAt > known.madeAt
  if (own.serial !== known.serial) return own.serial > known.serial
  return costOf(own) > costOf(known)
}

const costOf = ({ kdf }: PersonKeys): number => (kdf ? kdf.memory * kdf.passes : 0)
