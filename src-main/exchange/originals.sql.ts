import type { RecordType } from '../../shared/kernel/record.ts'
import type { Row } from '../../shared/exchange/map-resource.ts'
import type { Reader } from '../store/reader.ts'

export type Head = {
  hash: string
  importId: string
  changedAt: string | null
  linkedTo: string | null
  replacedBy: string | null
}

/** As much of an original as tells whether it is here already. */
export const headOf = (read: Reader, id: string): Head | undefined =>
  read.rows<Head>('SELECT hash, importId, changedAt, linkedTo, replacedBy FROM originals WHERE id = ?', id)[0]

export const originalOf = (read: Reader, id: string) =>
  read.first((sql) => sql.selectFrom('originals').selectAll().where('id', '=', id))

/** Versions that a later one replaced, newest first. */
export const earlierOf = (read: Reader, id: string) =>
  read.all((sql) =>
    sql
      .selectFrom('originals')
      .select(['id as originalId', 'receivedAt'])
      .where('replacedBy', '=', id)
      .orderBy('receivedAt', 'desc')
      .limit(100),
  )

// the index is named, because SQLite takes that of all originals of a patient for as good: a long chart has thousands

/** What a patient has that no chart shows, newest first. */
export function othersOf(
  read: Reader,
  patientId: string,
  resourceType: string | undefined,
  offset: number,
  limit: number,
) {
  const ofType = resourceType === undefined ? [] : [resourceType]
  return read.rows<{ originalId: string; resourceType: string; title: string; date: string | null }>(
    `SELECT id AS originalId, resourceType, title, date FROM originals INDEXED BY originals_other
     WHERE patientId = ? AND replacedBy IS NULL AND linkedTo IS NULL ${ofType.length > 0 ? 'AND resourceType = ?' : ''}
     ORDER BY date DESC, id LIMIT ? OFFSET ?`,
    patientId,
    ...ofType,
    limit,
    offset,
  )
}

export const otherTypesOf = (read: Reader, patientId: string) =>
  read.rows<{ resourceType: string; count: number }>(
    `SELECT resourceType, count(*) AS count FROM originals INDEXED BY originals_other
     WHERE patientId = ? AND replacedBy IS NULL AND linkedTo IS NULL
     GROUP BY resourceType ORDER BY count(*) DESC, resourceType`,
    patientId,
  )

/** The present row of a record, as it is stored. */
export const rowOf = (read: Reader, record: RecordType, id: string): Row | undefined =>
  read.rows<Row>(
    `SELECT ${Object.keys(record.row.shape).join(', ')} FROM ${record.table} WHERE id = ?`,
    id,
  )[0]

export const patientIsHere = (read: Reader, patientId: string): boolean =>
  read.rows('SELECT 1 AS here FROM patients WHERE id = ?', patientId).length > 0

export const mrnIsTaken = (read: Reader, mrn: string, except: string): boolean =>
  read.rows('SELECT 1 AS taken FROM patients WHERE mrn = ? AND id <> ? LIMIT 1', mrn, except).length > 0
