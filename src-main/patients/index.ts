import type { patientsContracts } from '../../shared/patients/index.ts'
import type { HandlersFor } from '../pipeline/handle.ts'
import { editPatientHandler } from './edit-patient.ts'
import { findDuplicatesHandler } from './find-duplicates.ts'
import { findPatientsHandler } from './find-patients.ts'
import { getPatientHandler } from './get-patient.ts'
import { listPatientsHandler } from './list-patients.ts'
import { getPlacesHandler, setPlacesHandler } from './places.ts'
import { registerPatientHandler } from './register-patient.ts'

export const patientsHandlers = {
  findPatients: findPatientsHandler,
  listPatients: listPatientsHandler,
  getPatient: getPatientHandler,
  findDuplicates: findDuplicatesHandler,
  registerPatient: registerPatientHandler,
  editPatient: editPatientHandler,
  getPlaces: getPlacesHandler,
  setPlaces: setPlacesHandler,
} satisfies HandlersFor<typeof patientsContracts>
