import type { Reader } from '../store/reader.ts'

export const proceduresOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('procedures')
      .selectAll()
      .where('patientId', '=', patientId)
      .orderBy('performedAt', 'desc'),
  )
