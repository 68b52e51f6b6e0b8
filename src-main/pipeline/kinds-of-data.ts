/** Kinds of data inside of charts (docs/access.md): what a reader is given of the store, and what nobody changes who is not shown it. */
import { documents } from '../../shared/charting/document.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { kindsOf, kindsWithout, sensitiveKinds, writtenBy } from '../../shared/kernel/sensitivity.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import type { Reader } from '../store/reader.ts'
import { SeenReader, type Withheld } from '../store/seen-reader.ts'
import { isKept, keepsAny } from '../store/sensitive.sql.ts'
import type { Store } from '../store/store.ts'
import { isOpenInEmergency, type Asking } from './closed-charts.ts'

/** By their rights alone; null for whoever may see every kind. */
export function withheldFrom({ actor }: Pick<Asking, 'actor'>): Withheld | null {
  const kinds = kindsWithout(actor.can)
  return kinds.length === 0 ? null : { kinds, from: actor.id }
}

/**
 * What an answer is made from. `subject`: the patient it is about, null where it is about many or not yet known. Where nothing is kept from
 * whoever asks, and in an emergency of that chart, the store itself.
 */
export function readerFor(session: Asking, subject: string | null): Reader {
  const { store } = session
  const withheld = withheldFrom(session)
  if (!withheld || !keepsAny(store.read, withheld, subject)) return store.read
  return subject !== null && isOpenInEmergency(session, subject) ? store.read : seenBy(store, withheld)
}

/** Whether something of this chart is not shown to whoever is in, now. */
export function withholds(read: Reader, session: Asking, patientId: string): boolean {
  const withheld = withheldFrom(session)
  if (!withheld || !keepsAny(read, withheld, patientId)) return false
  return !isOpenInEmergency(session, patientId)
}

/** From whoever picks up a sheet of paper that lies about. */
export const fromEverybody: Withheld = { kinds: sensitiveKinds, from: null }

/** A chart as paper shows it: nothing that is of any kind. */
export const onPaper = (read: Reader, patientId: string): Reader =>
  keepsAny(read, fromEverybody, patientId) ? new SeenReader(read, fromEverybody) : read

/** One for each person: it keeps the statements as they are written for them. */
const readers = new WeakMap<Store, { of: string; reader: SeenReader }>()
function seenBy(store: Store, withheld: Withheld): SeenReader {
  const of = [withheld.from, ...withheld.kinds].join(' ')
  const known = readers.get(store)
  if (known?.of === of) return known.reader
  const reader = new SeenReader(store.read, withheld)
  readers.set(store, { of, reader })
  return reader
}

/**
 * Throws `entry.withheld` where a command changed what whoever gave it is not shown: an entry, what it came in, or two versions of it. An
 * emergency shows, and changes nothing. What comes in with an import is the source’s word, and takes no mark away (merge-version.ts).
 * Asked in the transaction, when the command is done.
 */
export function refuseWithheld(
  tx: Reader,
  session: Asking,
  { permission }: Pick<Contract, 'permission'>,
  changes: readonly Change[],
): void {
  const withheld = withheldFrom(session)
  if (!withheld || permission === 'record.import' || changes.length === 0) return
  if (changes.some((change) => touches(tx, withheld, change)))
    throw new AppError('Forbidden', 'entry.withheld')
}

function touches(tx: Reader, withheld: Withheld, change: Change): boolean {
  const { type, id, base, gone } = change
  const isMade = !gone && Object.keys(base).length === 0
  if (isMade) return false
  // its kinds as they were: the tables have what the command made of them
  if ('sensitivity' in base) {
    const kinds = kindsOf(base)
    const author = gone ? writtenBy(base) : type === documents.type ? authorOf(tx, id) : null
    return author !== withheld.from && withheld.kinds.some((kind) => kinds.includes(kind))
  }
  return isKept(tx, withheld, id) || (type === conflicts.type && isKept(tx, withheld, entityOf(tx, id)))
}

/** Who added a document here; null for one that came in with an import. */
export const authorOf = (tx: Reader, id: string): string | null =>
  tx.rows<{ addedBy: string | null }>('SELECT addedBy FROM documents WHERE id = ?', id)[0]?.addedBy ?? null

const entityOf = (tx: Reader, id: string): string =>
  tx.rows<{ entityId: string }>('SELECT entityId FROM conflicts WHERE id = ?', id)[0]?.entityId ?? ''
