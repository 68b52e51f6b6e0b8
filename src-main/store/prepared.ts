/** Rows made ready to be written; on whichever thread has time for it. */
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { valuesOf, type SqlValue } from './columns.ts'
import type { Fields } from './opaque.ts'

export type Prepared = Readonly<{
  /** Its columns, as its table keeps them. */
  values: readonly SqlValue[]
  /** Whom it is about. */
  about: string | null
  /** Fields that this version does not know; null where there is none. */
  unknown: Fields | null
}>

/** Null for what is no row of this record. */
export function prepareRow(record: RecordType, given: Fields): Prepared | null {
  const read = readRow(record, given)
  return (
    read && { values: valuesOf(record, read.row), about: aboutWhom(record, read.row), unknown: read.unknown }
  )
}

export function aboutWhom({ patient }: RecordType, row: Fields | null): string | null {
  const about = patient === null ? null : row?.[patient]
  return typeof about === 'string' ? about : null
}
