import { listMedications } from '../../shared/charting/list-medications.ts'
import { answer } from '../pipeline/handle.ts'
import { medicationsOf } from './list-medications.sql.ts'
import { activeFirst, isActiveMedication } from './standing.ts'

export const listMedicationsHandler = answer(listMedications, (read, { patientId }) => ({
  medications: medicationsOf(read, patientId).sort(activeFirst(isActiveMedication)),
}))
