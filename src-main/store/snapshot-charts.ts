/** What becomes of charts while a snapshot is taken in. For use inside its transactions. */
import { records } from '../../shared/catalog.ts'
import { isAlwaysHeld } from '../../shared/sync/charts.ts'
import type { CloudRow } from './apply.ts'
import { chartRecords, hasChanges, typesOfCharts } from './chart-rows.ts'
import { chartState, wantChart } from './chart-state.ts'
import type { Store } from './store.ts'

/**
 * Patients come before their charts: until these are whole they are not held. Of one who was made here, and came to the
 * cloud before this snapshot, what is here stays in sight; others may have added to it.
 */
export function comeOnce(store: Store, rows: readonly CloudRow[]): void {
  const away = store.prepare(
    `INSERT INTO chart (patient, held, again)
     SELECT id, iif(made, 'yes', 'no'), iif(made, 1, NULL) FROM (
       SELECT it.id, EXISTS (SELECT 1 FROM outbox_effect e WHERE e.id = it.id AND e.type = 'patient') AS made
       FROM (SELECT ? AS id) it)
     WHERE true ON CONFLICT (patient) DO UPDATE SET again = 1 WHERE held = 'yes' AND asOf IS NULL`,
  )
  for (const { type, id } of rows) if (type === records.patients.type) away.run(id)
}

/** Whether a row is to be taken from the snapshot: its chart was not brought by itself, as of a later point. */
export function notBroughtYet(store: Store): (row: CloudRow) => boolean {
  const brought = new Map<string, boolean>()
  return ({ type, row }) => {
    const patient = row?.['patientId']
    if (typeof patient !== 'string' || isAlwaysHeld(type)) return true
    if (!brought.has(patient)) brought.set(patient, (chartState(store, patient)?.asOf ?? null) !== null)
    return brought.get(patient) === false
  }
}

/** The chart is whole, but for one that was brought as of a later point, or is to be as of one that is not before what was shown once. */
export function becomeWhole(store: Store, patient: string, asOf: number): void {
  const isWhole = `(held = 'no' OR again = 1 OR (held = 'loading' AND loadMin <= ?))`
  store.prepare(`DELETE FROM chart WHERE patient = ? AND usedAt IS NULL AND ${isWhole}`).run(patient, asOf)
  store
    .prepare(
      `UPDATE chart SET held = 'yes', loadMin = NULL, again = NULL, wantedAt = NULL
       WHERE patient = ? AND ${isWhole}`,
    )
    .run(patient, asOf)
}

/** What is under changes of ours counts as older than any version, as the rows do; but for charts of `brought` (SQL), which the snapshot leaves as they are. */
export function forgetShadowVersions(store: Store, brought: string): void {
  store
    .prepare<[string]>(
      `UPDATE shadow SET baseVersion = 0
       WHERE type NOT IN (SELECT value FROM json_each(?)) OR base IS NULL OR json_extract(base, '$.patientId') NOT IN ${brought}`,
    )
    .run(typesOfCharts(store))
}

/** What was brought by itself as of an earlier point than the snapshot that comes now: it says whether it still is. */
export function lookAgainAt(store: Store, seq: number): void {
  const earlier = store.prepare<[number], { patient: string }>('SELECT patient FROM chart WHERE asOf < ?')
  for (const { patient } of earlier.all(seq)) {
    for (const { table } of chartRecords(store.known))
      store.prepare(`UPDATE ${table} SET version = 0 WHERE patientId = ?`).run(patient)
    store.prepare('UPDATE opaque SET version = 0 WHERE patient = ?').run(patient)
    store
      .prepare(
        `UPDATE shadow SET baseVersion = 0
         WHERE type IN (SELECT value FROM json_each(?)) AND json_extract(base, '$.patientId') = ?`,
      )
      .run(typesOfCharts(store), patient)
    store.prepare('UPDATE chart SET asOf = NULL, again = 1 WHERE patient = ?').run(patient)
  }
}

/** What is whole stays so until the next snapshot is in; but for charts of patients who were made here and are in none. */
export function comeAgain(store: Store): void {
  store
    .prepare(
      `INSERT INTO chart (patient, held, again) SELECT id, 'yes', 1 FROM patients
       WHERE id NOT IN (SELECT id FROM outbox_effect WHERE type = 'patient' AND action = 'put')
       ON CONFLICT (patient) DO UPDATE SET again = 1 WHERE held = 'yes' AND asOf IS NULL`,
    )
    .run()
}

/**
 * What the next snapshot was to leave out is not whole any more. It is brought where changes of ours wait in it, and where the
 * cloud was restored: else nobody could say of its rows whether they were lost.
 */
export function endAgain(store: Store): void {
  const left = store.prepare<[], { patient: string }>('SELECT patient FROM chart WHERE again = 1').all()
  for (const { patient } of left) {
    store.prepare(`UPDATE chart SET held = 'no', again = NULL WHERE patient = ?`).run(patient)
    if (store.sync.get('rereading') === '1' || hasChanges(store, patient)) wantChart(store, patient, null)
  }
}

/** A chart of which there are two versions is brought, whatever else this workstation is to hold: somebody has to choose. */
export function wantDisputed(store: Store): void {
  const disputed = store
    .prepare<[], { patient: string }>(
      `SELECT patient FROM chart WHERE held = 'no'
       AND EXISTS (SELECT 1 FROM conflicts c WHERE c.patientId = chart.patient AND c.state = 'open')`,
    )
    .all()
  for (const { patient } of disputed) wantChart(store, patient, null)
}
