/** Rows with two truths, and the rows they are about. */
import type { RecordType } from '../../shared/kernel/record.ts'
import { isAlwaysHeld } from '../../shared/sync/charts.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import type { Reader } from '../store/reader.ts'

export const conflictFields = Object.keys(conflicts.row.shape) as (keyof typeof conflicts.row.shape)[]

export const conflictRow = (read: Reader, id: string) =>
  read.first((sql) =>
    sql
      .selectFrom('conflicts')
      .select([...conflictFields, 'version'])
      .where('id', '=', id),
  )

/** A row of any record, as it is shown now; undefined where it is gone or of a type this version does not know. */
export function rowNow(read: Reader, type: string, id: string): Record<string, unknown> | undefined {
  const record = read.known.of(type)
  if (!record) return undefined
  const fields = Object.keys(record.row.shape).join(', ')
  return read.rows<Record<string, unknown>>(`SELECT ${fields} FROM ${record.table} WHERE id = ?`, id)[0]
}

/** Whether rows of this kind are missing here because the patient's chart is not held, or not whole. */
export const isOfAbsentChart = (read: Reader, record: RecordType, patientId: string | null): boolean =>
  patientId !== null &&
  !isAlwaysHeld(record.type) &&
  read.rows(`SELECT 1 FROM chart WHERE patient = ? AND held <> 'yes'`, patientId).length > 0
