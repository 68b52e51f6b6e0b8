import type { Reader } from '../store/reader.ts'

export const reportsOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('reports')
      .select([
        'id',
        'name',
        'category',
        'status',
        'takenAt',
        'performer',
        'conclusion',
        'resultIds',
        'attachments',
      ])
      .where('patientId', '=', patientId)
      .orderBy('takenAt', 'desc'),
  )
