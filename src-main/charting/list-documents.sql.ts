import type { documents } from '../../shared/charting/document.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
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
  read.rows<Pick<RowOf<typeof documents>, 'id' | 'title' | 'kind' | 'author' | 'date' | 'addedAt'>>(
    `SELECT id, title, kind, author, date, addedAt FROM documents WHERE patientId = ? AND status <> 'entered-in-error'
     ORDER BY coalesce(date, addedAt) DESC LIMIT ?`,
    patientId,
    limit,
  )
