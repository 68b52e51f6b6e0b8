import type { Reader } from '../store/reader.ts'
import { documentFields } from './documents.sql.ts'

/** The newest first; one that says no date of its own stands where it was added. */
export function documentsOf(read: Reader, patientId: string) {
  const rows = read.all((sql) =>
    sql
      .selectFrom('documents')
      .select([...documentFields, 'version'])
      .where('patientId', '=', patientId)
      .orderBy('date', 'desc'),
  )
  const when = ({ date, addedAt }: (typeof rows)[number]) => date ?? addedAt ?? ''
  return rows.toSorted((a, b) => (when(a) < when(b) ? 1 : when(a) > when(b) ? -1 : 0))
}

/** As many of them as a first look shows, with no more than it shows. */
export const latestDocuments = (read: Reader, patientId: string, limit: number) =>
  read.all((sql) =>
    sql
      .selectFrom('documents')
      .select(['id', 'title', 'kind', 'author', 'date', 'addedAt'])
      .where('patientId', '=', patientId)
      .where('status', '!=', 'entered-in-error')
      .orderBy(sql.fn.coalesce('date', 'addedAt'), 'desc')
      .limit(limit),
  )
