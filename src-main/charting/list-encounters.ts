import { listEncounters } from '../../shared/charting/list-encounters.ts'
import { answer } from '../pipeline/handle.ts'
import { encountersOf } from './list-encounters.sql.ts'

export const listEncountersHandler = answer(listEncounters, (read, { patientId }) => ({
  encounters: encountersOf(read, patientId),
}))
