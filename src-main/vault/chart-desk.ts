/** What one session knows of the charts on its workstation that no row says: what is under way, and what others have changed since. */
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import { Pace } from '../pipeline/pace.ts'
import type { CloudNow } from '../pipeline/gatekeeper.ts'
import type { Store } from '../store/store.ts'
import type { ChartWork } from '../sync/chart-keeper.ts'
import type { OthersWork, Progress } from '../sync/engine.ts'

/** How often pages are told how far it is. */
const tellMs = 250
/** Of so many charts it is known what others changed; the oldest news go first. */
const mostCharts = 200

type Parts = Readonly<{
  /** A steady clock, ms. */
  mono(): number
  /** ISO 8601 now. */
  now(): string
  /** What is shown of it is another. */
  shown(): void
}>

export class ChartDesk {
  readonly #parts: Parts
  readonly #store: Store
  readonly #changed = new Map<string, Map<ChartPart, string>>()
  #hydrating: CloudNow['hydrating'] = null
  #work: CloudNow['charts'] = null
  #pace: Readonly<{ of: string; pace: Pace }> | null = null
  #told = -Infinity

  constructor(store: Store, parts: Parts) {
    this.#store = store
    this.#parts = parts
  }

  get hydrating(): CloudNow['hydrating'] {
    return this.#hydrating
  }

  get work(): CloudNow['charts'] {
    return this.#work
  }

  /** When others last changed a part of the chart, by part. */
  changedIn(patient: string): ReadonlyMap<ChartPart, string> {
    return this.#changed.get(patient) ?? new Map()
  }

  progress(part: Progress | null): void {
    this.#hydrating = part && { ...part, ...this.#paceOf(part.scope, part.rowsDone, part.rowsTotal) }
    this.#tell(part === null)
  }

  working(work: ChartWork | null): void {
    const wasWorking = this.#work !== null
    this.#work = work && { ...work, ...this.#paceOf(work.what, work.done, work.total) }
    if (work || wasWorking) this.#tell(work === null)
  }

  /** Of charts that somebody has opened here: whoever looks at one is told what became another under them. */
  others(work: OthersWork): void {
    const opened = this.#store.prepare<[string]>(
      'SELECT 1 FROM chart WHERE patient = ? AND usedAt IS NOT NULL',
    )
    const at = this.#parts.now()
    for (const [patient, parts] of work) {
      if (opened.get(patient) === undefined) continue
      const known = this.#changed.get(patient) ?? new Map<ChartPart, string>()
      for (const part of parts) known.set(part, at)
      this.#changed.delete(patient)
      this.#changed.set(patient, known)
    }
    for (const patient of this.#changed.keys()) {
      if (this.#changed.size <= mostCharts) break
      this.#changed.delete(patient)
    }
  }

  #paceOf(of: string, done: number, total: number) {
    if (this.#pace?.of !== of) this.#pace = { of, pace: new Pace(this.#parts.mono) }
    return this.#pace.pace.at(done, total)
  }

  #tell(isEnd: boolean): void {
    const at = this.#parts.mono()
    if (isEnd) this.#pace = null
    else if (at - this.#told < tellMs) return
    this.#told = at
    this.#parts.shown()
  }
}
