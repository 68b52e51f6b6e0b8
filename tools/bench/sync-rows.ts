/** Rows of the measured practice, as they would stand in a cloud: whole patients, one after the other. */
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Store } from '../../src-main/store/store.ts'

export type BenchRow = Readonly<{ record: RecordType; row: Record<string, unknown> & { id: string } }>

const patientsAtOnce = 200

/** `count` rows: what belongs to no patient, then patients with all of theirs. Fewer where the practice has fewer. */
export function rowsOf(store: Store, count: number): BenchRow[] {
  const rows: BenchRow[] = []
  const all: readonly RecordType[] = Object.values(records)
  const add = (record: RecordType, sql: string, ...values: string[]) => {
    for (const id of store.db
      .prepare(sql)
      .pluck()
      .all(...values) as string[]) {
      const row = store.writers.of(record).read(id)?.row
      if (row) rows.push({ record, row: { ...row, id } })
    }
  }
  for (const record of all)
    if (record.patient === null) add(record, `SELECT id FROM ${record.table} ORDER BY id`)
  for (let after = 0; rows.length < count;) {
    const some = store.db
      .prepare<[number, number], { n: number; id: string }>(
        'SELECT n, id FROM patients WHERE n > ? ORDER BY n LIMIT ?',
      )
      .all(after, patientsAtOnce)
    const last = some.at(-1)
    if (!last) break
    after = last.n
    const ids = some.map(({ id }) => id)
    const marks = ids.map(() => '?').join(', ')
    for (const record of all)
      if (record.patient !== null)
        add(
          record,
          `SELECT id FROM ${record.table} WHERE ${record.patient} IN (${marks}) ORDER BY id`,
          ...ids,
        )
  }
  return rows.slice(0, count)
}
