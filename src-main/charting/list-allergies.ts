import { listAllergies } from '../../shared/charting/list-allergies.ts'
import { answer } from '../pipeline/handle.ts'
import { allergiesOf } from './list-allergies.sql.ts'
import { dangerousFirst } from './standing.ts'

export const listAllergiesHandler = answer(listAllergies, (read, { patientId }) => ({
  allergies: allergiesOf(read, patientId).sort(dangerousFirst),
}))
