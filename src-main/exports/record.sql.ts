/** What a patient's record is read by when it is exported: originals one by one, and rows that came from nowhere else. */
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

export type OriginalHead = Readonly<{ id: string; resourceType: string; linkedTo: string | null }>

/** The latest version of each original of a chart, without its content. Their ids begin as the patient's does (row-id.ts). */
export const originalsOf = (read: Reader, patientId: string): OriginalHead[] =>
  read.rows<OriginalHead>(
    `SELECT id, resourceType, linkedTo FROM originals
     WHERE id >= ? AND id < ? AND patientId = ? AND replacedBy IS NULL ORDER BY id`,
    `${patientId.slice(0, 13)}-`,
    `${patientId.slice(0, 13)}.`,
    patientId,
  )

export type Original = Readonly<{
  id: string
  resourceType: string
  sourceId: string
  source: string | null
  patientId: string | null
  urns: Readonly<Record<string, string>> | null
  sensitivity: readonly string[] | null
  content: string
}>

export const originalRow = (read: Reader, id: string): Original | undefined =>
  read.rows<Original>(
    'SELECT id, resourceType, sourceId, source, patientId, urns, sensitivity, content FROM originals WHERE id = ?',
    id,
  )[0]

/** What a resource is called where it came from: `Encounter/abc`. */
export const calledAt = (read: Reader, id: string): string | null => {
  const [row] = read.rows<{ resourceType: string; sourceId: string }>(
    'SELECT resourceType, sourceId FROM originals WHERE id = ?',
    id,
  )
  return row ? `${row.resourceType}/${row.sourceId}` : null
}

/** How often the row of an original was written; none where there is no row, or it is not shown to whoever asks. */
export const versionOf = (read: Reader, { table }: RecordType, id: string): number | null =>
  read.rows<{ version: number }>(`SELECT version FROM ${table} WHERE id = ?`, id)[0]?.version ?? null

export type Row = Record<string, unknown> & { id: string }

const fieldsOf = ({ row }: RecordType): string => Object.keys(row.shape).join(', ')

export const wholeRow = (read: Reader, record: RecordType, id: string): Row | undefined =>
  read.rows<Row>(`SELECT ${fieldsOf(record)} FROM ${record.table} WHERE id = ?`, id)[0]

/** What a resource of the schedule, a visit type, a place or somebody who works here is called. */
export const nameOf = (read: Reader, id: string): string => {
  for (const sql of namings) {
    const [row] = read.rows<{ name: string }>(sql, id)
    if (row) return row.name
  }
  return ''
}
const namings = [
  'SELECT name FROM resources WHERE id = ?',
  'SELECT name FROM visitTypes WHERE id = ?',
  'SELECT name FROM locations WHERE id = ?',
  'SELECT displayName AS name FROM users WHERE id = ?',
]

/**
 * Rows of a chart that no original stands behind: what was entered here. What is kept once for a patient has the patient's own id: an
 * original under that id is the patient's.
 */
export const enteredHere = (read: Reader, record: RecordType, patientId: string): Row[] =>
  read.rows<Row>(
    `SELECT ${fieldsOf(record)} FROM ${record.table} e WHERE ${record.patient ?? 'id'} = ?
     ${record.patient === 'id' && record.type !== 'patient' ? '' : 'AND NOT EXISTS (SELECT 1 FROM originals o WHERE o.id = e.id)'}`,
    patientId,
  )
