/** Takes the practice's list of revocations, from the cloud or out of a file, also where nobody is in: it can only take rights. */
import { SignedRevocations } from '../../shared/access/revocations.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { isSigned } from '../audit/chain-crypto.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { RevocationBook } from '../audit/revocation-book.ts'
import type { ListTaken } from '../pipeline/gatekeeper.ts'
import { accessState, noteAccess } from '../store/access-state.ts'
import { bothOf, isVoid, withList, type Voids } from '../store/voids.ts'
import type { Store } from '../store/store.ts'
import { isVoidGrant } from './grants.ts'
import { openSlot, type OpenSlot } from './slot.ts'
import { slotDeleted } from './slot-deleted.ts'
import { readSlots, writeSlots, type Slots } from './slots.ts'

export type RevocationParts = Readonly<{
  slotsFile: string
  audit(): AuditFile | null
  deviceKey(): Buffer | null
  /** Of whoever is in; null where nobody is, or for the downtime pack alone. */
  store(): Store | null
  /** The keychain is told. */
  marked(): void
  /** What somebody may do is another now, or they may not be in any more. */
  touched(): void
}>

export class RevocationKeeper {
  readonly #parts: RevocationParts

  constructor(parts: RevocationParts) {
    this.#parts = parts
  }

  /**
   * What a file says, or the cloud. Throws `revocations.not-a-list`, `revocations.no-cloud` where no cloud was heard yet,
   * `revocations.not-signed`, `revocations.other-practice`, `revocations.older`, `audit.unwritable`.
   */
  take(text: string): ListTaken {
    const signed = parse(text)
    const { slotsFile, touched, marked } = this.#parts
    const [audit, deviceKey, slots] = [this.#parts.audit(), this.#parts.deviceKey(), readSlots(slotsFile)]
    if (!audit || !deviceKey || !slots) throw new AppError('Unavailable', 'vault.not-ready')
    const store = this.#parts.store()
    const book = new RevocationBook(audit)
    const { list } = signed
    check(signed, (store && accessState(store).grantKey) ?? book.key, slots)
    if (list.number < book.known) throw new AppError('Conflict', 'revocations.older')
    const before = book.voids
    const voids = withList(before, list, slots.device)
    const gone = goneBy(voids, slots, deviceKey)
    for (const user of gone) audit.append(slotDeleted('revoked-by-list', { user, number: list.number }))
    book.note(voids)
    marked()
    if (store) noteVoids(store, voids)
    if (gone.length > 0) writeSlots(slotsFile, withoutThem(slots, gone))
    touched()
    return {
      number: list.number,
      people: list.people.length,
      here: gone.length,
      isNew: list.number > before.number || gone.length > 0,
    }
  }
}

const withoutThem = (slots: Slots, gone: readonly string[]): Slots => ({
  ...slots,
  users: slots.users.filter(({ userId }) => !gone.includes(userId)),
  earlier: slots.earlier.filter(({ userId }) => !gone.includes(userId)),
})

/** What the file beside knows and what the store knows: each the stricter of both. `marked`: the keychain is to be told. */
export function settleVoids(store: Store, audit: AuditFile | null, marked: () => void): void {
  if (!audit) return
  const [state, book] = [accessState(store), new RevocationBook(audit)]
  if (state.grantKey !== null) book.pin(state.grantKey)
  const voids = bothOf(state.voids, book.voids)
  const text = JSON.stringify(voids)
  if (text !== JSON.stringify(state.voids)) noteVoids(store, voids)
  if (text === JSON.stringify(book.voids) && book.known >= voids.number) return
  book.note(voids)
  marked()
}

/** For whoever comes in without the store. Throws `sign-in.revoked`, `sign-in.suspended`. */
export function mustNotBeVoid(
  audit: AuditFile | null,
  { device }: Pick<Slots, 'device'>,
  { userId, grant }: Pick<OpenSlot, 'userId' | 'grant'>,
): void {
  if (!audit) return
  const { voids } = new RevocationBook(audit)
  if (isVoidGrant(voids, device, grant)) throw new AppError('Forbidden', 'sign-in.revoked')
  if (isVoidGrant(voids, userId, grant)) throw new AppError('Forbidden', 'sign-in.suspended')
}

/** One was taken here once and is here no more: an earlier disk was put back. */
export const isListMissing = (store: Store, audit: AuditFile | null): boolean =>
  audit !== null && new RevocationBook(audit).known > accessState(store).voids.number

const noteVoids = (store: Store, voids: Voids): void =>
  noteAccess(store, { ...accessState(store), voids: bothOf(accessState(store).voids, voids) })

function parse(text: string): SignedRevocations {
  try {
    return SignedRevocations.parse(JSON.parse(text))
  } catch {
    throw new AppError('Invalid', 'revocations.not-a-list')
  }
}

function check({ list, sig }: SignedRevocations, key: string | null, { tenant }: Slots): void {
  if (key === null) throw new AppError('Conflict', 'revocations.no-cloud')
  if (!isSigned(key, list, sig)) throw new AppError('Forbidden', 'revocations.not-signed')
  if (list.practice !== tenant) throw new AppError('Conflict', 'revocations.other-practice')
}

/** Whose slots go. Where this workstation is on the list they stay, and open nothing: it may come back. */
const goneBy = (voids: Voids, slots: Slots, deviceKey: Buffer): string[] => [
  ...slots.users.flatMap((slot) => {
    const open = openSlot(slots, slot, deviceKey)
    return open && isVoidGrant(voids, slot.userId, open.grant) ? [slot.userId] : []
  }),
  ...slots.earlier.flatMap(({ userId }) => (isVoid(voids, userId, null) ? [userId] : [])),
]
