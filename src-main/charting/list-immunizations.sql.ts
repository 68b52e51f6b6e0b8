import type { Reader } from '../store/reader.ts'

export const immunizationsOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql.selectFrom('immunizations').selectAll().where('patientId', '=', patientId).orderBy('givenAt', 'desc'),
  )
