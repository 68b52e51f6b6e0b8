import { listDocuments } from '../../shared/charting/list-documents.ts'
import { answer } from '../pipeline/handle.ts'
import { userNames } from './documents.sql.ts'
import { documentsOf } from './list-documents.sql.ts'

export const listDocumentsHandler = answer(listDocuments, (read, { patientId }) => {
  const rows = documentsOf(read, patientId)
  const people = rows.flatMap(({ addedBy, wrong }) =>
    [addedBy, wrong?.by].filter((id) => typeof id === 'string'),
  )
  const names = userNames(read, [...new Set(people)])
  return {
    documents: rows.map((row) => ({
      ...row,
      addedByName: names.get(row.addedBy ?? '') ?? '',
      wrongByName: names.get(row.wrong?.by ?? '') ?? '',
    })),
  }
})
