import { coverages } from './coverage.ts'
import { patients } from './patient.ts'

export const patientsRecords = { patients, coverages }
