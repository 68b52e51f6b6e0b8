/** Charts of whoever is expected: they are here before their patient is, and stay, whatever this workstation holds otherwise. */
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { wantChart } from './chart-state.ts'
import type { Store } from './store.ts'

/** Appointments of the last day and of so many days to come. */
export const expectedDays = 14
const dayMinutes = 1440

/** Minutes since 1970. `now`: ISO 8601. */
export const expectedWindow = (now: string): [number, number] => {
  const at = minuteOf(now)
  return [at - dayMinutes, at + expectedDays * dayMinutes]
}

/** Of a table or alias `p` of patients: whether one is expected. Takes what `expectedWindow` gives. */
export const isExpected =
  'EXISTS (SELECT 1 FROM appointments a WHERE a.patientId = p.id AND a.startMin BETWEEN ? AND ? AND a.busy = 1)'

/** Those of today's appointments, in their order: patients by id, each once. `fromMin`, `toMin`: minutes since 1970. */
export const expectedBetween = (store: Pick<Store, 'prepare'>, fromMin: number, toMin: number): string[] => [
  ...new Set(
    store
      .prepare<[number, number], { patientId: string }>(
        'SELECT patientId FROM appointments WHERE startMin >= ? AND startMin < ? AND busy = 1 ORDER BY startMin',
      )
      .all(fromMin, toMin)
      .map(({ patientId }) => patientId),
  ),
]

/** Has the charts brought that are not held and whose patient is expected. How many those are. `now`: ISO 8601. */
export function wantExpected(store: Store, now: string): number {
  const away = store
    .prepare<[number, number], { patient: string }>(
      `SELECT DISTINCT c.patient FROM appointments a JOIN chart c ON c.patient = a.patientId
       WHERE a.startMin BETWEEN ? AND ? AND a.busy = 1 AND c.held = 'no'`,
    )
    .all(...expectedWindow(now))
  if (away.length === 0) return 0
  store.relaxed(() => {
    for (const { patient } of away) wantChart(store, patient, null)
  })
  return away.length
}
