/** One export of many patients under way: there is at most one at a workstation, and it ends with the session. */
import { setImmediate } from 'node:timers/promises'
import { purposes, recipients, type HandingOut } from '../../shared/audit/handing-out.ts'
import type { ExportNews, ExportProgress } from '../../shared/exports/list-exports.ts'
import { endExport, notePatientExported } from '../../shared/exports/start-export.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Acting } from '../pipeline/handle.ts'
import { readerFor, withheldFrom } from '../pipeline/kinds-of-data.ts'
import type { Session } from '../pipeline/session.ts'
import { keptEntries } from '../store/sensitive.sql.ts'
import type { Store } from '../store/store.ts'
import { writeWholeFile, type Target } from '../store/whole-file.ts'
import type { RequestRow } from './exports.sql.ts'
import { packRecords, Tally, type About, type Chart } from './pack-records.ts'
import { archiveOf } from './tar.ts'

const running = new WeakMap<Store, ExportRun>()
export const runningExport = (store: Store): ExportRun | undefined => running.get(store)

type Parts = Readonly<{
  acting: Acting
  session: Session
  request: RequestRow
  about: About
  /** Patients, all of whom were open to whoever asked a moment ago. */
  patients: readonly string[]
  /** Charts that were not. */
  closed: number
  to: Target
}>

/** Charts between two pieces of news. */
const newsEvery = 20

export class ExportRun {
  readonly #parts: Parts
  readonly #tally = new Tally()
  #cancelled = false
  #seen = 0

  private constructor(parts: Parts) {
    this.#parts = parts
    this.#tally.missing.charts = parts.closed
  }

  /** It goes on by itself; `runningExport` finds it until it has ended. */
  static begin(parts: Parts): void {
    const run = new ExportRun(parts)
    running.set(parts.session.store, run)
    void run.#run()
  }

  get requestId(): string {
    return this.#parts.request.id
  }

  get progress(): ExportProgress {
    const { about, patients } = this.#parts
    return { requestId: this.requestId, exportId: about.exportId, done: this.#seen, of: patients.length }
  }

  cancel(): void {
    this.#cancelled = true
  }

  async #run(): Promise<void> {
    const { session, to, about } = this.#parts
    let [end, failure]: ['written' | 'cancelled' | 'failed', string | null] = ['written', null]
    try {
      const entries = packRecords({ about, charts: this.#charts(), blobs: session.blobs }, this.#tally)
      await writeWholeFile(to, archiveOf(entries, about.madeAt))
    } catch (error) {
      end = this.#cancelled ? 'cancelled' : 'failed'
      failure = this.#cancelled ? null : error instanceof AppError ? error.reason : 'unexpected'
    } finally {
      running.delete(session.store)
    }
    this.#close(end, failure)
  }

  /** One chart after the other; in between, whatever a person asks for has its turn. */
  async *#charts(): AsyncGenerator<Chart | null> {
    const { patients, session } = this.#parts
    const withheld = withheldFrom(session)
    for (const patientId of patients) {
      await setImmediate()
      if (this.#cancelled) throw new AppError('Conflict', 'export.cancelled')
      this.#seen += 1
      if (this.#seen % newsEvery === 0) this.#tell(this.progress)
      if (!this.#note(patientId)) {
        yield null
        continue
      }
      const { read } = session.store
      yield {
        patientId,
        read: readerFor(session, patientId),
        withheld: withheld ? keptEntries(read, withheld, patientId) : 0,
      }
    }
    this.#tell(this.progress)
  }

  /** The entry of the log under this patient, before anything of theirs is written; false where the chart was closed meanwhile. */
  #note(patientId: string): boolean {
    const { acting, request, about } = this.#parts
    try {
      acting.step(notePatientExported, {
        patientId,
        requestId: request.id,
        exportId: about.exportId,
        handingOut: handingOutOf(request),
        encrypted: true,
      })
      return true
    } catch (error) {
      if (error instanceof AppError && closings.includes(error.reason)) return false
      throw error
    }
  }

  #close(end: 'written' | 'cancelled' | 'failed', failure: string | null): void {
    const { acting, about } = this.#parts
    try {
      acting.step(endExport, {
        requestId: this.requestId,
        exportId: about.exportId,
        end,
        patients: this.#tally.patients,
        resources: this.#tally.all,
        failure,
      })
    } catch {
      // the workstation was locked or the disk is full: what was begun and has no end is said to be interrupted
    }
    this.#tell(null)
  }

  #tell(news: ExportNews): void {
    this.#parts.acting.tell('export', news)
  }
}

const closings: readonly string[] = ['chart.restricted', 'chart.out-of-scope']

export const handingOutOf = ({
  recipient,
  purpose,
}: Pick<RequestRow, 'recipient' | 'purpose'>): HandingOut => ({
  recipient: recipients.find((each) => each === recipient) ?? 'practice',
  purpose: purposes.find((each) => each === purpose) ?? 'review',
})
