import type { Reader } from '../store/reader.ts'

export const bornAs = (read: Reader, patientId: string) =>
  read.first((sql) => sql.selectFrom('patients').select(['birthDate', 'sex']).where('id', '=', patientId))

/** At most sixteen rows in all: this table is read whole. */
export const growthReferencesFor = (read: Reader, sex: 'female' | 'male') =>
  read.all((sql) => sql.selectFrom('growthReferences').selectAll().where('sex', '=', sex))

export const everyGrowthReference = (read: Reader) =>
  read.all((sql) => sql.selectFrom('growthReferences').selectAll())
