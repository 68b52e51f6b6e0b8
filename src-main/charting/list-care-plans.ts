import { listCarePlans } from '../../shared/charting/list-care-plans.ts'
import { answer } from '../pipeline/handle.ts'
import { carePlansOf, careTeamsOf, goalsOf } from './list-care-plans.sql.ts'
import { activeFirst } from './standing.ts'

const present = (entry: { status: string }) =>
  ['active', 'accepted', 'in-progress', 'proposed'].includes(entry.status)

export const listCarePlansHandler = answer(listCarePlans, (read, { patientId }) => ({
  plans: carePlansOf(read, patientId).sort(activeFirst(present)),
  goals: goalsOf(read, patientId).sort(activeFirst(present)),
  teams: careTeamsOf(read, patientId).sort(activeFirst(present)),
}))
