import { listDocuments } from '../../shared/charting/list-documents.ts'
import { answer } from '../pipeline/handle.ts'
import { documentsOf } from './list-documents.sql.ts'

export const listDocumentsHandler = answer(listDocuments, (read, { patientId }) => ({
  documents: documentsOf(read, patientId),
}))
