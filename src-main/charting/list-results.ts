import type { OutputOf } from '../../shared/kernel/contract.ts'
import { listResults } from '../../shared/charting/list-results.ts'
import { answer } from '../pipeline/handle.ts'
import { reportsOf } from './list-results.sql.ts'
import { resultObservations, type ObservationRow } from './observations.sql.ts'
import { unitText, valueText } from './observation-text.ts'

type Test = OutputOf<typeof listResults>['tests'][number]

export const listResultsHandler = answer(listResults, (read, { patientId }) => ({
  tests: byTest(resultObservations(read, patientId)),
  reports: reportsOf(read, patientId).map(({ id, ...row }) => ({ reportId: id, ...row })),
}))

/** One entry a test, by its code or, where it has none, by its name; the test with the latest value first. */
function byTest(rows: readonly ObservationRow[]): Test[] {
  const tests = new Map<string, Test>()
  for (const row of rows) {
    if (row.status === 'entered-in-error') continue
    const key = `${row.category}|${row.code ?? row.name}`
    const test = tests.get(key) ?? { key, code: row.code, name: row.name, category: row.category, values: [] }
    tests.set(key, test)
    test.values.push(resultValue(row))
  }
  const latest = (test: Test) => test.values[0]?.takenAt ?? ''
  return [...tests.values()].sort(
    (a, b) => latest(b).localeCompare(latest(a)) || a.name.localeCompare(b.name),
  )
}

export const resultValue = (row: ObservationRow): Test['values'][number] => ({
  observationId: row.id,
  takenAt: row.takenAt,
  number: row.number,
  text: valueText(row),
  unit: unitText(row.unit),
  flag: flagOf(row),
  status: row.status,
  low: row.low,
  high: row.high,
  rangeText: row.rangeText,
  note: row.note,
})

/** The laboratory's own flag; where it gave none but a range, what the range says. */
export function flagOf(row: Pick<ObservationRow, 'flag' | 'number' | 'low' | 'high'>): string {
  if (row.flag !== '' || row.number === null) return row.flag
  if (row.high !== null && row.number > row.high) return 'H'
  return row.low !== null && row.number < row.low ? 'L' : ''
}
