import { listPatients } from '../../shared/patients/list-patients.ts'
import { answer } from '../pipeline/handle.ts'
import { countPatients, stretchOfPatients } from './list-patients.sql.ts'
import { linesFor } from './patient-line.ts'

export const listPatientsHandler = answer(listPatients, (read, input, _ctx, session) => {
  const rows = stretchOfPatients(read, input)
  const lineOf = linesFor(session, rows)
  return {
    total: countPatients(read, input.show),
    lines: rows.map((row) => ({ ...lineOf(row), registeredAt: row.registeredAt })),
  }
})
