/** The rows that make a chart: those of a patient that are not held of everybody. */
import { must } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { isAlwaysHeld } from '../../shared/sync/charts.ts'
import { known, type Known } from './known-records.ts'
import { dropOpaqueOf } from './opaque.ts'
import { unpack } from './packing.ts'
import type { Store } from './store.ts'

/** The field that names the patient in rows of a chart. A row of a type that is not known is taken for one where it has it. */
export const chartField = 'patientId'

/** Every record whose rows are about a patient. */
export const recordsOfPatients = ({ all }: Known): readonly RecordType[] =>
  all.filter(({ patient }) => patient !== null)

/** Of these, what is here only where the chart is held. */
export const chartRecords = (of: Known): readonly RecordType[] =>
  recordsOfPatients(of).filter(({ type }) => !isAlwaysHeld(type))
must(
  chartRecords(known).every(({ patient }) => patient === chartField),
  'chart.patient-field',
)

/** Their types as SQLite's json_each takes them. */
export const typesOfCharts = (store: Store): string =>
  JSON.stringify(chartRecords(store.known).map(({ type }) => type))

/** Whose chart a row is part of; null for what is held whoever's chart is not. */
export function chartOfRow(
  { type, patient }: Pick<RecordType, 'type' | 'patient'>,
  row: Readonly<Record<string, unknown>>,
): string | null {
  const whose = patient === null || isAlwaysHeld(type) ? null : row[patient]
  return typeof whose === 'string' ? whose : null
}

/** Nothing of ours waits over the row: neither a change, nor the cloud's version under one. */
const uncovered = (table: string): string =>
  `NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.id = ${table}.id AND e.type = ?)
   AND NOT EXISTS (SELECT 1 FROM shadow s WHERE s.type = ? AND s.id = ${table}.id)`

/** Whether a row of the chart was made and removed here, and the cloud has heard of neither: it is in no table. */
export const hasComeAndGone = (store: Store, patient: string): boolean =>
  store
    .prepare<[], { body: Uint8Array }>(
      `SELECT o.body FROM outbox_effect gone JOIN outbox_effect made ON made.id = gone.id AND made.type = gone.type
       JOIN outbox o ON o.localSeq = made.localSeq WHERE gone.action = 'remove' AND made.action = 'put'`,
    )
    .all()
    .some(({ body }) => unpack(body).includes(`"${patient}"`))

/** Whether changes of ours wait over rows of the chart, removals among them. */
export const hasChanges = (store: Store, patient: string): boolean =>
  hasComeAndGone(store, patient) ||
  store
    .prepare<[string, string]>(
      `SELECT 1 FROM shadow WHERE type IN (SELECT value FROM json_each(?)) AND json_extract(base, '$.patientId') = ? LIMIT 1`,
    )
    .get(typesOfCharts(store), patient) !== undefined ||
  chartRecords(store.known).some(
    ({ table, type }) =>
      store
        .prepare<[string, string]>(
          `SELECT 1 FROM ${table} t JOIN outbox_effect e ON e.id = t.id AND e.type = ? WHERE t.patientId = ? LIMIT 1`,
        )
        .get(type, patient) !== undefined,
  )

/** Takes the chart's rows away, but for those that changes of ours wait over. Returns the tables it was in. */
export function dropChartRows(store: Store, patient: string): string[] {
  dropOpaqueOf(store, patient)
  return chartRecords(store.known).flatMap(({ table, type }) => {
    const { changes } = store
      .prepare(`DELETE FROM ${table} WHERE patientId = ? AND ${uncovered(table)}`)
      .run(patient, type, type)
    return changes > 0 ? [table] : []
  })
}

/**
 * The same for those that are not in `keep` (`type/id`). What is as old as another history stays: whoever reads that to its
 * end keeps a copy of it.
 */
export function dropChartRowsBut(store: Store, patient: string, keep: ReadonlySet<string>): string[] {
  dropOpaqueOf(store, patient, keep)
  return chartRecords(store.known).flatMap((record) => {
    const { table, type } = record
    const left = store
      .prepare<[string, string, string], { id: string }>(
        `SELECT id FROM ${table} WHERE patientId = ? AND version > 0 AND ${uncovered(table)}`,
      )
      .all(patient, type, type)
      .filter(({ id }) => !keep.has(`${type}/${id}`))
    const writer = store.writers.of(record)
    for (const { id } of left) writer.delete(id)
    return left.length > 0 ? [table] : []
  })
}
