import type { Reader } from '../store/reader.ts'

export const problemsOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql.selectFrom('problems').selectAll().where('patientId', '=', patientId).orderBy('onset', 'desc'),
  )
