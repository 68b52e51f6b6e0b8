/** Tells pages what a long job changes at a pace that they can follow: each news makes them ask again. */
import type { Clock } from '../../shared/kernel/ids.ts'
import type { Published } from '../store/tx.ts'

/** Between one news of a job and the next; and of what others do, which somebody may be waiting for. */
export const pace = { job: 500, others: 100 } as const
/** Of more patients than that nobody looks at each: it is told as a change of everybody's. */
const mostPatients = 500

export class MergedChanges {
  readonly #clock: Clock
  readonly #tell: (change: Published) => void
  readonly #after: (work: () => void, ms: number) => void
  readonly #paceMs: number
  #tables = new Set<string>()
  #patients = new Set<string>()
  /** Something changed that is of no patient: whoever looks at anybody may see it. */
  #everybody = false
  /** By the clock that nobody can set back. */
  #told = -Infinity
  #waiting = false

  constructor(
    clock: Clock,
    tell: (change: Published) => void,
    paceMs: number = pace.job,
    after: (work: () => void, ms: number) => void = (work, ms) => void setTimeout(work, ms).unref(),
  ) {
    this.#paceMs = paceMs
    this.#clock = clock
    this.#tell = tell
    this.#after = after
  }

  /** Told at once, or together with what else changes until it is time. */
  add(change: Published): void {
    for (const table of change.tables) this.#tables.add(table)
    for (const patient of change.patients) this.#patients.add(patient)
    if (change.patients.length === 0) this.#everybody = true
    if (this.#waiting) return
    const left = this.#told + this.#paceMs - this.#clock.mono()
    if (left <= 0) return this.#tellNow()
    this.#waiting = true
    this.#after(() => this.#tellNow(), left)
  }

  #tellNow(): void {
    const everybody = this.#everybody || this.#patients.size > mostPatients
    const patients = everybody ? [] : [...this.#patients]
    const change = { tables: [...this.#tables], patients }
    this.#tables = new Set()
    this.#patients = new Set()
    this.#everybody = false
    this.#waiting = false
    this.#told = this.#clock.mono()
    this.#tell(change)
  }
}
