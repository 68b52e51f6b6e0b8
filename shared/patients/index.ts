import { coverages } from './coverage.ts'
import { editPatient } from './edit-patient.ts'
import { findDuplicates } from './find-duplicates.ts'
import { findPatients } from './find-patients.ts'
import { getPatient } from './get-patient.ts'
import { listPatients } from './list-patients.ts'
import { patients } from './patient.ts'
import { patientPlaces } from './patient-place.ts'
import { getPlaces, setPlaces } from './places.ts'
import { registerPatient } from './register-patient.ts'

export const patientsContracts = {
  findPatients,
  listPatients,
  getPatient,
  findDuplicates,
  registerPatient,
  editPatient,
  getPlaces,
  setPlaces,
}
export const patientsRecords = { patients, coverages, patientPlaces }
