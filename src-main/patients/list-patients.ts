import { listPatients } from '../../shared/patients/list-patients.ts'
import { answer } from '../pipeline/handle.ts'
import { countPatients, stretchOfPatients } from './list-patients.sql.ts'
import { lineOf } from './patient-line.ts'

export const listPatientsHandler = answer(listPatients, (read, input) => ({
  total: countPatients(read, input.show),
  lines: stretchOfPatients(read, input).map((row) => ({ ...lineOf(row), registeredAt: row.registeredAt })),
}))
