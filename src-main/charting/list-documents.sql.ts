import type { Reader } from '../store/reader.ts'

export const documentsOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql.selectFrom('documents').selectAll().where('patientId', '=', patientId).orderBy('date', 'desc'),
  )
