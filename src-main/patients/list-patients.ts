import { listPatients } from '../../shared/patients/list-patients.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer } from '../pipeline/handle.ts'
import { countPatients, stretchOfPatients } from './list-patients.sql.ts'
import { lineOf } from './patient-line.ts'

export const listPatientsHandler = answer(listPatients, (read, input, _ctx, session) => {
  const rows = stretchOfPatients(read, input)
  const closed = closedAmong(
    session,
    rows.map(({ id }) => id),
  )
  return {
    total: countPatients(read, input.show),
    lines: rows.map((row) => ({ ...lineOf(row, closed), registeredAt: row.registeredAt })),
  }
})
