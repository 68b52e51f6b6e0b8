/** What people see of charts, and what happens to one beside their work. */
import type { RecordType } from '../../shared/kernel/record.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { chartOfRow } from '../../src-main/store/chart-rows.ts'
import { chartState } from '../../src-main/store/chart-state.ts'
import { short } from './issued.ts'
import { SimFault, type Workstation } from './workstation.ts'

/** What is here of a chart that is not whole is on nobody's screen. */
export function isShown(
  { store }: Workstation,
  record: RecordType,
  row: Readonly<Record<string, unknown>>,
): boolean {
  const patient = chartOfRow(record, row)
  const state = patient === null ? undefined : chartState(store, patient)
  return state === undefined || state.held === 'yes'
}

/** A chart is let go, whatever the rules of the workstation are: where nothing of it waits. */
export function evict(station: Workstation, patient: string): void {
  const { world, store } = station
  station.maybeFault()
  try {
    if (!evictChart(store, patient)) return
    world.tell(`${station.name}: lets the chart of ${short(patient)} go`)
    world.count('evictions')
  } catch (error) {
    if (!(error instanceof SimFault)) throw error
    if (error.kills) station.kill('while a chart was let go')
  } finally {
    station.noFault()
    world.dirty.add(station)
  }
}
