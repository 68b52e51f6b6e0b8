import { listImmunizations } from '../../shared/charting/list-immunizations.ts'
import { answer } from '../pipeline/handle.ts'
import { immunizationsOf } from './list-immunizations.sql.ts'

export const listImmunizationsHandler = answer(listImmunizations, (read, { patientId }) => ({
  immunizations: immunizationsOf(read, patientId),
}))
