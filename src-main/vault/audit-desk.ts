/** What whoever is signed in may ask of the audit log itself: how far it is witnessed, what it is alarmed of, a copy. */
import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getAuditStanding } from '../../shared/cloud/get-audit-standing.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { clockNow, type ClockNow } from '../audit/clock-log.ts'
import { exportLog, walkLog, type Wanted, type Written } from '../audit/export-log.ts'
import {
  entriesAbout,
  entriesBy,
  logSince,
  vouchedEntry,
  withEntries,
  type EntryRow,
  type Vouched,
} from '../audit/log-reader.ts'
import type { WordField } from '../audit/log-stretch.ts'
import { LogSearch, type Found, type Labels, type Search } from '../audit/search-log.ts'
import type { Identity } from '../audit/statement.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import type { AuditDoor } from '../pipeline/gatekeeper.ts'

export class AuditDesk implements AuditDoor {
  readonly #audit: () => AuditFile | null
  readonly #clock: Clock
  #search: LogSearch | null = null
  readonly #identity: () => Identity | null

  /** `identity`: what an export is signed with; null where there is no cloud. */
  constructor(audit: () => AuditFile | null, clock: Clock, identity: () => Identity | null) {
    this.#audit = audit
    this.#clock = clock
    this.#identity = identity
  }

  standing(): OutputOf<typeof getAuditStanding> {
    const file = this.#file()
    const book = new WitnessBook(file)
    return {
      entries: file.last.n,
      waiting: book.waiting(),
      witnessedAt: book.witnessed()?.at ?? null,
      alarms: book.alarms().map(({ id, kind, device, at }) => ({
        alarmId: id,
        kind,
        at,
        isHere: device === file.device,
      })),
    }
  }

  openAlarms(): number {
    return new WitnessBook(this.#file()).alarms().length
  }

  settle(alarmId: string, actor: string, reason: string): void {
    const file = this.#file()
    new WitnessBook(file).settle(alarmId, instantOf(this.#clock.now()), actor, reason)
  }

  /** Nothing of the log is sent until then. */
  pause(until: string | null): void {
    const file = this.#audit()
    if (file) new WitnessBook(file).pause(until)
  }

  async verify(): Promise<Readonly<{ entries: number; holds: boolean; firstBad: number | null }>> {
    const file = this.#file()
    const entries = file.last.n
    const verdict = await walkLog(file, turn)
    return { entries, holds: verdict.ok, firstBad: verdict.ok ? null : verdict.firstBad }
  }

  export(folder: string, wanted: Wanted, passphrase: string | null): Promise<Written> {
    const at = instantOf(this.#clock.now())
    return exportLog(this.#file(), folder, wanted, at, turn, this.#identity(), passphrase)
  }

  kept() {
    const file = this.#file()
    return { since: logSince(file), entries: file.last.n - new WitnessBook(file).base().n }
  }

  find(search: Search, labels: Labels): Promise<Found> {
    return this.#searched().find(search, labels, turn)
  }

  wordsIn(field: WordField): Promise<string[]> {
    return this.#searched().wordsIn(field, turn)
  }

  entriesBy(numbers: readonly number[]): EntryRow[] {
    return entriesBy(this.#file(), numbers)
  }

  entriesAbout(patientId: string, from: string | null, before: string | null, most: number): EntryRow[] {
    return entriesAbout(this.#file(), patientId, from, before, most)
  }

  withEntries(patientIds: readonly string[]): ReadonlySet<string> {
    return withEntries(this.#file(), patientIds)
  }

  clock(): ClockNow | null {
    return clockNow(this.#file())
  }

  entry(n: number): Vouched | null {
    return vouchedEntry(this.#file(), n)
  }

  #searched(): LogSearch {
    const file = this.#file()
    if (this.#search?.file !== file) this.#search = new LogSearch(file)
    return this.#search
  }

  #file(): AuditFile {
    const file = this.#audit()
    must(file, 'audit.file')
    return file
  }
}

/** Lets others have theirs. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
