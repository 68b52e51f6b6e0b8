/** Which rows of the log are kept: those of charts that are held or being loaded, and what is held of every patient. */
import { activityOf, isAlwaysHeld } from '../../shared/sync/charts.ts'
import type { CloudRow } from './apply.ts'
import { chartField } from './chart-rows.ts'
import { anyChartAway, chartState, wantChart, type ChartState } from './chart-state.ts'
import type { Covered } from './covered.ts'
import { holdingOf, recentSince } from './holding.ts'
import type { Store } from './store.ts'

/** One page's. For use inside its transaction. */
export class ChartGate {
  readonly #store: Store
  /** From then on what happens in a chart makes it one that is to be held; null where every chart is. */
  readonly #since: string | null
  readonly #states = new Map<string, ChartState | undefined>()
  readonly #wanted = new Set<string>()
  /** Every chart is held, and as of the cursor: nothing need be asked of any row. */
  readonly isOpen: boolean

  constructor(store: Store, at: string) {
    this.#store = store
    this.isOpen = !anyChartAway(store)
    // every page comes by here, and most find every chart here: then nothing is asked of any row
    this.#since = this.isOpen ? null : recentSince(holdingOf(store.read), Date.parse(at))
  }

  /** Also a row that is outside of the log, as of `seq`. `covered`: what of ours lies over rows. */
  admits(row: CloudRow, covered: Pick<Covered, 'isTouched'>): boolean {
    const { type, id, version, seq = 0 } = row
    const patient = this.#patientOf(row)
    if (isAlwaysHeld(type)) {
      // both versions are to be seen by whoever chooses
      if (type === 'conflict' && row.row?.['state'] === 'open' && patient !== null) this.#wanted.add(patient)
      return true
    }
    const chart = patient === null ? undefined : this.#stateOf(patient)
    if (patient === null || !chart) return true
    if (chart.held === 'loading') {
      if (row.row === null) this.#noteGone(patient, type, id, version)
      return true
    }
    // as of a later point than this line: what it does not have has gone since
    if (chart.held === 'yes')
      return row.row === null || chart.asOf === null || seq > chart.asOf || covered.isTouched(row)
    if (row.row && this.#isRecent(type, row.row)) this.#wanted.add(patient)
    return covered.isTouched(row)
  }

  /** What has to be held from here on, or looked at, is brought; the page leads to `seq`. Returns the patients. */
  wantWhatIsDue(seq: number): string[] {
    return [...this.#wanted].filter((patient) => wantChart(this.#store, patient, null, seq))
  }

  #patientOf({ type, row, patient }: CloudRow): string | null {
    if (row === null) return patient ?? null
    const record = this.#store.known.of(type)
    const whose = row[(record ? record.patient : chartField) ?? '']
    return typeof whose === 'string' ? whose : null
  }

  #stateOf(patient: string): ChartState | undefined {
    if (!this.#states.has(patient)) this.#states.set(patient, chartState(this.#store, patient))
    return this.#states.get(patient)
  }

  #isRecent(type: string, row: Readonly<Record<string, unknown>>): boolean {
    return this.#since === null || (activityOf(type, row) ?? '') >= this.#since
  }

  #noteGone(patient: string, type: string, id: string, version: number): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO chart_gone (patient, type, id, version) VALUES (?, ?, ?, ?)')
      .run(patient, type, id, version)
  }
}
