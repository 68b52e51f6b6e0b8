/** Who somebody is: what they type against their slot. Each try is counted before it is looked at (tries.ts). */
import type { PersonKeys, SealedFactor } from '../../shared/access/credential.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Typed } from '../pipeline/gatekeeper.ts'
import { openByPassword, userNamed, type Opened } from './change-slot.ts'
import type { KdfCost } from './keys.ts'
import { keyShaOf } from './person-keys.ts'
import type { SecondFactorKeeper } from './second-factor-keeper.ts'
import type { UsedCode } from './second-factor.ts'
import type { Slots } from './slots.ts'
import type { Tries } from './tries.ts'

export type ProvingParts = Readonly<{
  tries: Tries
  secondFactor: SecondFactorKeeper
  /** Whoever has locked the workstation comes back with their password alone. */
  lockedUser: string | null
  cost: KdfCost
  onUser(userId: string): void
}>

/** `used`: of their second factor; it is void when they are in. */
export type Proven = Opened & Readonly<{ used: UsedCode | null }>

/** Throws `sign-in.wrong`, `sign-in.wait`, `sign-in.disabled`, `vault.slot-damaged`, `audit.unwritable`. */
export async function proveByPassword(
  { username, password, code }: Typed,
  slots: Slots,
  deviceKey: Buffer,
  { tries, secondFactor, lockedUser, cost, onUser }: ProvingParts,
): Promise<Proven> {
  const userId = userNamed(slots, username)
  if (userId !== null) onUser(userId)
  tries.begin(username)
  const own = openByPassword(slots, username, password, deviceKey, cost)
  if (!own) throw new AppError('Forbidden', 'sign-in.wrong')
  const isBack = own.slot.userId === lockedUser
  const used = isBack ? null : await factorOf(own, slots.tenant, code, secondFactor, 'sign-in.wrong')
  // what happens from here on is not the person's doing
  tries.succeeded(username, own.slot.userId, null)
  return { ...own, used }
}

/**
 * Whoever came with their own code on paper shows their second factor too. Wrong ones are counted apart from passwords: the code is the
 * way back in for whoever mistyped those. Throws `recovery.wrong`, `sign-in.wait`, `sign-in.disabled`.
 */
export async function proveFactor(
  own: Opened,
  tenant: string,
  typed: string,
  { tries, secondFactor }: Pick<ProvingParts, 'tries' | 'secondFactor'>,
): Promise<UsedCode | null> {
  const { username, userId } = own.slot
  const withCode = `${username} with a code`
  if (isFactorGood(own.slot)) tries.begin(withCode)
  const used = await factorOf(own, tenant, typed, secondFactor, 'recovery.wrong')
  if (used) tries.succeeded(withCode, userId, null)
  tries.recovered(username)
  return used
}

/** Null where they have none that is good. Throws `reason`; then the private key is wiped. */
async function factorOf(
  { slot, privateKey }: Opened,
  tenant: string,
  typed: string,
  keeper: SecondFactorKeeper,
  reason: 'sign-in.wrong' | 'recovery.wrong',
): Promise<UsedCode | null> {
  if (!isFactorGood(slot)) return null
  const { publicKey } = slot.keys
  const person = { tenant, user: slot.userId }
  const used = await keeper.check(person, { publicKey, privateKey }, slot.secondFactor, typed)
  if (used) return used
  privateKey.fill(0)
  throw new AppError('Forbidden', reason)
}

/** Whether a second factor is of the present keys: one of others is void. */
export function isFactorGood<S extends Readonly<{ keys: PersonKeys; secondFactor: SealedFactor | null }>>(
  slot: S,
): slot is S & Readonly<{ secondFactor: SealedFactor }> {
  return slot.secondFactor?.keySha === keyShaOf(slot.keys.publicKey)
}
