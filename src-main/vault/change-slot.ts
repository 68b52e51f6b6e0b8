/** One person's slot in `slots.json`: opened by their recovery code, stretched more, or given another code. */
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { KdfCost } from './keys.ts'
import { readRecoveryCode } from './recovery-code.ts'
import { makeSlot, openByPassword, openRecoveryEnvelope, stretched, type OpenedSlot } from './slot.ts'
import { findUser, readSlots, writeSlots, type Slots, type UserSlot } from './slots.ts'

export function replaceSlot(file: string, slots: Slots, slot: UserSlot): void {
  const users = slots.users.map((user) => (user.userId === slot.userId ? slot : user))
  writeSlots(file, { ...slots, users })
}

export function strengthen(
  file: string,
  slots: Slots,
  slot: UserSlot,
  opened: OpenedSlot,
  password: string,
  cost: KdfCost,
): void {
  try {
    replaceSlot(file, slots, stretched(slots, slot, opened, password, cost))
  } catch {
    // a full disk, say: nobody is kept out for it, and the next sign-in tries again
  }
}

/** Somebody's slot, opened with their password; the caller wipes the private key. Throws `sign-in.wrong`. */
export function openOwn(
  file: string,
  userId: string,
  password: string,
  deviceKey: Buffer,
  cost: KdfCost,
): Readonly<{ slots: Slots; slot: UserSlot; privateKey: Buffer }> {
  const slots = readSlots(file)
  const slot = slots?.users.find((user) => user.userId === userId)
  must(slots && slot, 'vault.slot')
  const privateKey = openByPassword(slots, slot, password, deviceKey, cost)
  if (!privateKey) throw new AppError('Forbidden', 'sign-in.wrong')
  return { slots, slot, privateKey }
}

/** Returns the new code. Throws `sign-in.wrong`. */
export function renewCode(
  file: string,
  userId: string,
  password: string,
  deviceKey: Buffer,
  cost: KdfCost,
  onSure: () => void,
): string {
  const { slots, slot, privateKey } = openOwn(file, userId, password, deviceKey, cost)
  try {
    onSure()
    const next = makeSlot(slots, slot, { privateKey, deviceKey }, password, cost)
    replaceSlot(file, slots, next.slot)
    return next.recoveryCode
  } finally {
    privateKey.fill(0)
  }
}

/** With a person's own recovery code. Throws `recovery.not-a-code`, `recovery.wrong`. */
export function openByCode(
  slots: Slots,
  username: string,
  typed: string,
): Readonly<{ slot: UserSlot; opened: OpenedSlot }> {
  const code = readRecoveryCode(typed)
  if (!code) throw new AppError('Invalid', 'recovery.not-a-code')
  const slot = findUser(slots, username)
  const opened = slot && openRecoveryEnvelope(slots, slot, code)
  code.fill(0)
  if (!slot || !opened) throw new AppError('Forbidden', 'recovery.wrong')
  return { slot, opened }
}
