import { listProcedures } from '../../shared/charting/list-procedures.ts'
import { answer } from '../pipeline/handle.ts'
import { proceduresOf } from './list-procedures.sql.ts'

export const listProceduresHandler = answer(listProcedures, (read, { patientId }) => ({
  procedures: proceduresOf(read, patientId),
}))
