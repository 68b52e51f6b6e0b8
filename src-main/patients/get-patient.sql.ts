import { coverages } from '../../shared/patients/coverage.ts'
import { patients } from '../../shared/patients/patient.ts'
import type { Reader } from '../store/reader.ts'

const patientFields = Object.keys(patients.row.shape) as (keyof typeof patients.row.shape)[]
const coverageFields = Object.keys(coverages.row.shape) as (keyof typeof coverages.row.shape)[]

export const patientRow = (read: Reader, id: string) =>
  read.first((sql) =>
    sql
      .selectFrom('patients')
      .select([...patientFields, 'version', 'sortName'])
      .where('id', '=', id),
  )

export const coveragesOf = (read: Reader, patientId: string) =>
  read.all((sql) =>
    sql
      .selectFrom('coverages')
      .select([...coverageFields, 'version'])
      .where('patientId', '=', patientId)
      .where('status', '!=', 'entered-in-error')
      .orderBy('rank'),
  )

/** Same family name, and a first name that begins alike or the same birth date. */
export function namesakesOf(
  read: Reader,
  patient: { id: string; sortName: string; birthDate: string | null },
) {
  const comma = patient.sortName.indexOf(', ')
  const family = patient.sortName.slice(0, comma + 2)
  if (comma < 1) return []
  const given = patient.sortName.slice(comma + 2, comma + 5)
  return read.all((sql) =>
    sql
      .selectFrom('patients')
      .select(['id', 'family', 'given', 'middle', 'suffix', 'birthDate', 'mrn'])
      .where('sortName', '>=', family)
      .where('sortName', '<', `${family}\uffff`)
      .where('id', '!=', patient.id)
      .where((where) =>
        where.or([
          where.and([
            where('sortName', '>=', `${family}${given}`),
            where('sortName', '<', `${family}${given}\uffff`),
          ]),
          where('birthDate', '=', patient.birthDate),
        ]),
      )
      .orderBy('sortName')
      .limit(6),
  )
}
