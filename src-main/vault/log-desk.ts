/** A log at this workstation, for whoever reads it. */
import type { Covered } from '../../shared/auditing/covered.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { offsetsOf } from '../audit/clock-log.ts'
import {
  entriesAbout,
  entriesBy,
  logSpan,
  vouchedEntry,
  vouchedOfAll,
  withEntries,
  type EntryRow,
  type Readable,
  type Vouched,
} from '../audit/log-reader.ts'
import type { WordField } from '../audit/log-stretch.ts'
import { LogSearch, type Found, type Labels, type Search, type Searched } from '../audit/search-log.ts'
import type { WholeLog } from '../audit/whole-log.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import type { LogDoor } from '../pipeline/log-door.ts'

abstract class LogDesk<File extends Readable & Searched> implements LogDoor {
  readonly file: File
  #search: LogSearch

  constructor(file: File) {
    this.file = file
    this.#search = new LogSearch(file)
  }

  abstract kept(): ReturnType<LogDoor['kept']>
  abstract covered(): Covered
  abstract entry(place: number): Vouched | null

  find(search: Search, labels: Labels): Promise<Found> {
    return this.#searched().find(search, labels, turn)
  }

  wordsIn(field: WordField): Promise<string[]> {
    return this.#searched().wordsIn(field, turn)
  }

  entriesBy(places: readonly number[]): EntryRow[] {
    return entriesBy(this.file, places)
  }

  offsetsOf(rows: readonly EntryRow[]): (number | null)[] {
    return offsetsOf(this.file, rows)
  }

  entriesAbout(patientId: string, from: string | null, before: string | null, most: number): EntryRow[] {
    return entriesAbout(this.file, patientId, from, before, most)
  }

  withEntries(patientIds: readonly string[]): ReadonlySet<string> {
    return withEntries(this.file, patientIds)
  }

  #searched(): LogSearch {
    if (this.#search.isVoid) this.#search = new LogSearch(this.file)
    return this.#search
  }
}

export class OwnLogDesk extends LogDesk<AuditFile> {
  kept(): ReturnType<LogDoor['kept']> {
    const entries = this.file.last.n - new WitnessBook(this.file).base().n
    return { since: logSpan(this.file).since, entries }
  }

  covered(): Covered {
    const { entries } = this.kept()
    const own = { workstation: this.file.device, isHere: true, entries, ...logSpan(this.file), heardAt: null }
    return { scope: 'here', stations: [own], signedAt: null, missing: 0, gone: 0 }
  }

  entry(place: number): Vouched | null {
    return vouchedEntry(this.file, place)
  }
}

export class WholeLogDesk extends LogDesk<WholeLog> {
  readonly #device: string

  /** `device`: this workstation. */
  constructor(file: WholeLog, device: string) {
    super(file)
    this.#device = device
  }

  kept(): ReturnType<LogDoor['kept']> {
    const entries = this.file.stations().reduce((sum, station) => sum + station.entries, 0)
    return { since: logSpan(this.file).since, entries }
  }

  covered(): Covered {
    const { size, tree } = this.file.state()
    const stations = this.file.stations().map(({ workstation, entries, since, upTo, heard }) => ({
      workstation,
      isHere: workstation === this.#device,
      entries,
      since,
      upTo,
      heardAt: heard,
    }))
    const gone = this.file.gone()
    return {
      scope: 'all',
      stations,
      signedAt: tree?.said.at ?? null,
      missing: (tree?.said.size ?? size) - size,
      gone,
    }
  }

  entry(place: number): Vouched | null {
    return vouchedOfAll(this.file, place)
  }
}

/** Lets others have theirs. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
