/** As of which point of the log a workstation shows each chart: it never goes back, and is of a history there was. */
import type { RecordType } from '../../shared/kernel/record.ts'
import { chartOfRow } from '../../src-main/store/chart-rows.ts'
import { chartState, type ChartState } from '../../src-main/store/chart-state.ts'
import { View, type Shown } from './chain.ts'
import { short } from './issued.ts'
import type { Workstation } from './workstation.ts'

type ShownChart = Pick<ChartState, 'held'> &
  Readonly<{
    /** Where it is ahead of the cursor: the rows as of its point. */
    ahead: ReadonlyMap<string, Shown> | null
  }>

export class ShownCharts {
  readonly #station: Workstation
  readonly #charts = new Map<string, ShownChart | undefined>()

  constructor(station: Workstation) {
    this.#station = station
  }

  /** Undefined for what is no part of a chart, and for a chart that is held as of the cursor. */
  of(
    record: Pick<RecordType, 'type' | 'patient'>,
    row: Readonly<Record<string, unknown>> | null | undefined,
  ): ShownChart | undefined {
    const patient = row ? chartOfRow(record, row) : null
    if (patient === null) return undefined
    if (!this.#charts.has(patient)) this.#charts.set(patient, this.#look(patient))
    return this.#charts.get(patient)
  }

  #look(patient: string): ShownChart | undefined {
    const { world, store, view, name, charts } = this.#station
    const { shownAsOf, points } = charts
    const state = chartState(store, patient)
    const { epoch } = view
    // while a snapshot is taken in, rows are as of it or as of before
    const unsure = epoch === null || store.sync.get('hydrating') !== null
    if (unsure || (state && state.held !== 'yes')) return state && { held: state.held, ahead: null }
    const seq = state?.asOf ?? view.seq
    const before = shownAsOf.get(patient)
    // a new epoch is read from its start; what was shown stays in sight and becomes what it was
    if (before?.epoch === epoch && seq < before.seq)
      world.violated(11, `${name}: the chart of ${short(patient)} went back from ${before.seq} to ${seq}`)
    shownAsOf.set(patient, { epoch, seq })
    if (state?.asOf == null) return undefined
    const h = points.get(`${patient}/${epoch}.${seq}`)
    const ahead = new View()
    const found = h === undefined ? 'no answer was' : ahead.moveTo(world.chain, { epoch, seq, h })
    if (typeof found === 'string') world.violated(2, `${name}: a chart is as of ${seq}: ${found}`)
    return { held: 'yes', ahead: ahead.rows }
  }
}
