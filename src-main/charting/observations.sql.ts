import type { Reader } from '../store/reader.ts'

const latest = (read: Reader, patientId: string, category: 'vital-signs' | 'social-history', limit: number) =>
  read.all((sql) =>
    sql
      .selectFrom('observations')
      .selectAll()
      .where('patientId', '=', patientId)
      .where('category', '=', category)
      .orderBy('takenAt', 'desc')
      .limit(limit),
  )
export type ObservationRow = ReturnType<typeof latest>[number]

export const vitalObservations = (read: Reader, patientId: string, limit = -1) =>
  latest(read, patientId, 'vital-signs', limit)

export const socialObservations = (read: Reader, patientId: string, limit: number) =>
  latest(read, patientId, 'social-history', limit)

const resultCategories = [
  'laboratory',
  'imaging',
  'procedure',
  'survey',
  'exam',
  'therapy',
  'activity',
  'other',
] as const

/** Everything measured, asked or found that is not a vital sign; the latest first within each category. */
export const resultObservations = (read: Reader, patientId: string): ObservationRow[] =>
  resultCategories.flatMap((category) =>
    read.all((sql) =>
      sql
        .selectFrom('observations')
        .selectAll()
        .where('patientId', '=', patientId)
        .where('category', '=', category)
        .orderBy('takenAt', 'desc'),
    ),
  )

/** The latest laboratory values, of any test. */
export const latestResults = (read: Reader, patientId: string, limit: number): ObservationRow[] =>
  read.all((sql) =>
    sql
      .selectFrom('observations')
      .selectAll()
      .where('patientId', '=', patientId)
      .where('category', '=', 'laboratory')
      .orderBy('takenAt', 'desc')
      .limit(limit),
  )

/** Measurements of some codes over a life, the earliest first. */
export const measurementsOf = (read: Reader, patientId: string, codes: readonly string[]): ObservationRow[] =>
  read.all((sql) =>
    sql
      .selectFrom('observations')
      .selectAll()
      .where('patientId', '=', patientId)
      .where('code', 'in', codes)
      .orderBy('takenAt'),
  )
