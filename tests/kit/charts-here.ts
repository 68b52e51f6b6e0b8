/** Charts on a store by itself: pages of a log, charts as the cloud would send them, and what is here of each. */
import { records } from '../../shared/catalog.ts'
import { must } from '../../shared/kernel/errors.ts'
import { activityFields } from '../../shared/sync/charts.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import { applyPage, type Ack, type CloudRow } from '../../src-main/store/apply.ts'
import { applyChart } from '../../src-main/store/chart-apply.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { chartRecords } from '../../src-main/store/chart-rows.ts'
import { known } from '../../src-main/store/known-records.ts'
import { chartState, wantCharts } from '../../src-main/store/chart-state.ts'
import { beginEpoch } from '../../src-main/store/epoch-change.ts'
import { holdingSetting } from '../../src-main/store/holding.ts'
import type { Store } from '../../src-main/store/store.ts'
import { rowFor } from './rows.ts'
import { newStore, newTestId } from './store.ts'

export const epoch = '0190f3c4-6c1e-4e0a-9a53-00000000e9c4'
export const otherEpoch = '0190f3c4-6c1e-4e0a-9a53-0000000e9c42'
export const at = '2026-11-23T15:05:00.000Z'
export const pointAt = (seq: number, of = epoch): Cursor => ({
  epoch: of,
  seq,
  h: seq.toString(16).padStart(32, '0'),
})

export const longAgo = '2019-03-01T10:00:00.000Z'

type Row = Record<string, unknown> & { id: string }
export const { problems, patients, encounters, originals } = records

/** A row of the cloud's log at a number. */
export const line = (type: string, seq: number, row: Row, version = 1): CloudRow => ({
  type,
  id: row.id,
  version,
  row,
  patient: (row['patientId'] as string | undefined) ?? row.id,
  seq,
})
export const gone = (type: string, seq: number, row: Row, version: number): CloudRow => ({
  ...line(type, seq, row, version),
  row: null,
})

/** The log is read to `seq`, with these of its rows. */
export const read = (store: Store, seq: number, rows: readonly CloudRow[] = [], acks: readonly Ack[] = []) =>
  applyPage(store, { rows, acks, cursor: pointAt(seq), at })

/** A chart as of a number of the log; whether it was taken. */
export const bring = (store: Store, patient: string, seq: number, rows: readonly CloudRow[], of = epoch) =>
  applyChart(store, { patient, asOf: pointAt(seq, of), rows, at }) !== null

export const heldOf = (store: Store, patient: string): string => chartState(store, patient)?.held ?? 'yes'

/** How many rows of the chart are here, by table. */
export function rowsHere(store: Store, patient: string): Record<string, number> {
  const counted = chartRecords(known).map(({ table }) => {
    const n = store.db.prepare(`SELECT count(*) FROM ${table} WHERE patientId = ?`).pluck().get(patient)
    return [table, n as number] as const
  })
  return Object.fromEntries(counted.filter(([, n]) => n > 0))
}

export const namesOf = (store: Store, patient: string): string[] =>
  store.db
    .prepare('SELECT name FROM problems WHERE patientId = ? ORDER BY name')
    .pluck()
    .all(patient) as string[]

let n = 0
export const aProblem = (patientId: string, name: string): Row =>
  rowFor(problems, (n += 1), { patientId, name })

/** From now on it holds what was active in the last months, or was opened in the last 30 days. */
export const holdRecent = (store: Store, months = 6): void =>
  void store.db
    .prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)')
    .run(holdingSetting, JSON.stringify({ months, days: 30 }))

/** A store that has read a patient with a row of every kind in their chart, up to line 100. */
export function withChart(store: Store, patient = newTestId()): string {
  if (store.sync.get('epoch') === null) beginEpoch(store, epoch)
  const person = rowFor(patients, 2, { id: patient, registeredAt: '2019-01-01T09:00:00.000Z' })
  const rows = chartRecords(known).flatMap((record) => {
    const field = (activityFields as Readonly<Record<string, string>>)[record.type]
    const given = { patientId: patient, ...(field !== undefined && { [field]: longAgo }) }
    return [1, 2].map((each) => line(record.type, 90, rowFor(record, each, given)))
  })
  read(store, store.sync.number('seq', 0) + 100, [
    line('patient', 80, person),
    line('allergy', 81, rowFor(records.allergies, 1, { patientId: patient })),
    ...rows,
  ])
  return patient
}

/** A patient whose chart was let go at line 100. */
export function away(): { store: Store; patient: string } {
  const store = newStore()
  holdRecent(store)
  const patient = withChart(store)
  must(evictChart(store, patient), 'test.not-let-go')
  return { store, patient }
}

/** Somebody opens it. */
export const want = (store: Store, patient: string): void => wantCharts(store, [patient], at)
