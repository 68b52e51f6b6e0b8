import type { Reader } from '../store/reader.ts'

export const allergiesOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql.selectFrom('allergies').selectAll().where('patientId', '=', patientId).orderBy('recordedAt', 'desc'),
  )
