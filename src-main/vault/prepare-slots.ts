/** Everybody's slots as the store and the last grants would have them: made while somebody is in, for those who are not. */
import { isHere } from '../../shared/access/rights.ts'
import type { SignedGrant } from '../../shared/access/grant.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { accessState, type AccessState } from '../store/access-state.ts'
import {
  everyCredential,
  everyPerson,
  practiceOf,
  type CredentialRow,
  type PersonRow,
} from '../store/people.sql.ts'
import type { Store } from '../store/store.ts'
import { isLater } from './change-slot.ts'
import { isGood, isVoidGrant } from './grants.ts'
import { openSlot, sealedTo, sealSlot, type OpenSlot } from './slot.ts'
import type { Slots, UserSlot } from './slots.ts'

export type PreparingParts = Readonly<{
  store: Store
  deviceKey: Buffer
  /** The workstation key of each epoch. */
  epochs: ReadonlyMap<number, Buffer>
  nowMs: number
}>

/** The same object where nothing is to be changed. Nothing is written. */
export async function prepareSlots(slots: Slots, parts: PreparingParts): Promise<Slots> {
  const { store, nowMs } = parts
  const people = everyPerson(store.read).toSorted(byFirst)
  const state = accessState(store)
  const known = new Map(people.map((person) => [person.id, person]))
  const credentials = new Map(everyCredential(store.read).map((row) => [row.id, row]))
  const today = dayIn(practiceOf(store.read)?.timeZone ?? 'UTC', nowMs)
  const isGone = (id: string): boolean => {
    const person = known.get(id)
    return person !== undefined && !isHere(person, today)
  }
  const users: UserSlot[] = slots.users.filter(({ userId }) => !known.has(userId))
  for (const person of people.filter(({ id }) => !isGone(id))) {
    // of two of one name, whoever was here first comes in under it
    if (users.some(({ username }) => username === person.username)) continue
    const slot = await slotFor(slots, person, credentials.get(person.id) ?? null, state, parts)
    if (slot) users.push(slot)
  }
  const earlier = slots.earlier.filter(({ userId }) => !isGone(userId))
  const isSame =
    users.length === slots.users.length &&
    users.every((slot) => slots.users.includes(slot)) &&
    earlier.length === slots.earlier.length
  return isSame ? slots : { ...slots, users, earlier }
}

/** The first who came first. */
const byFirst = (a: PersonRow, b: PersonRow): number =>
  a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1

/** What they have already, where it is still right; null where they cannot come in here yet. */
async function slotFor(
  slots: Slots,
  person: PersonRow,
  credential: CredentialRow | null,
  state: AccessState,
  { deviceKey, epochs, nowMs }: PreparingParts,
): Promise<UserSlot | null> {
  const had = slots.users.find(({ userId }) => userId === person.id) ?? null
  const open = had && openSlot(slots, had, deviceKey)
  const known = credential?.keys ?? null
  const keys = open && isLater(open.keys, known) ? open.keys : known
  if (!keys) return had
  // one that has ended makes no slot anew: what was deleted for it would be there again
  const isOf = (grant: SignedGrant) =>
    (had !== null || nowMs < Date.parse(grant.grant.until)) &&
    isGood(slots, { userId: person.id, keys }, grant, state)
  const kept = open && !isVoidGrant(state.voids, person.id, open.grant) ? open.grant : null
  const grant = state.grants.find(isOf) ?? kept
  // nobody has said yet that they may
  if (!grant) return null
  const isKeyOfBefore = open?.keys.publicKey === keys.publicKey
  const next: OpenSlot = {
    userId: person.id,
    username: person.username,
    displayName: person.displayName,
    keys,
    secondFactor: credential?.secondFactor ?? null,
    grant,
    workstationKeys:
      open && isKeyOfBefore && open.workstationKeys.length === epochs.size
        ? open.workstationKeys
        : await sealedTo(keys.publicKey, epochs),
  }
  if (open && JSON.stringify(open) === JSON.stringify(next)) return had
  // a code that was renewed elsewhere does not bring back a keychain here; the one before it is void
  const isCodeOfBefore = isKeyOfBefore && open.keys.serial === keys.serial
  return sealSlot(slots, next, deviceKey, isCodeOfBefore ? (had?.deviceByCode ?? null) : null)
}
