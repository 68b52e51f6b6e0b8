/** What handlers may ask of a log that is at this workstation: its own, or that of the whole practice. */
import type { Covered } from '../../shared/auditing/covered.ts'
import type { EntryRow, Vouched } from '../audit/log-reader.ts'
import type { WordField } from '../audit/log-stretch.ts'
import type { Found, Labels, Search } from '../audit/search-log.ts'

export interface LogDoor {
  /** From when entries are kept here, and how many. */
  kept(): Readonly<{ since: string | null; entries: number }>
  /** What whoever reads it must know: of which workstations it is, and up to when each. */
  covered(): Covered
  /** Places of entries, in order. The first time after a sign-in it takes as long as reading the log does. */
  find(search: Search, labels: Labels): Promise<Found>
  /** What a field says anywhere in the log. */
  wordsIn(field: WordField): Promise<string[]>
  entriesBy(places: readonly number[]): EntryRow[]
  /** By how many minutes the workstation of each was ahead of UTC when it was written; null where that was not recorded. */
  offsetsOf(rows: readonly EntryRow[]): (number | null)[]
  entriesAbout(patientId: string, from: string | null, before: string | null, most: number): EntryRow[]
  withEntries(patientIds: readonly string[]): ReadonlySet<string>
  entry(place: number): Vouched | null
}

/** How it stands with the practice's log at this workstation; null where nobody has asked for it. */
export type WholeNow = Readonly<{
  /** Who asked for it, and when. */
  by: string
  at: string
  /** Leaves of the tree that are here, of how many. */
  size: number
  of: number
  gone: number
  /** When the cloud was last asked, by this clock; null where it never was. */
  seenAt: string | null
  /** The cloud found no right to it, of whoever it was asked for. */
  refused: boolean
  /** Something did not fit, and nobody has settled it. */
  alarmed: boolean
  /** The file could not be opened or written. */
  broken: boolean
}>

export interface WholeDoor {
  readonly now: WholeNow | null
  /** Somebody looks at it: the cloud is asked again, where it has not been just now. */
  lookAgain(): void
}
