/** What the record store knows of people and patients whose ids stand in a log. */
import type { Reader } from '../store/reader.ts'

type PatientRow = {
  id: string
  mrn: string
  birthDate: string | null
  family: string
  given: string
  middle: string
  suffix: string
}

export const patientsBy = (read: Reader, ids: readonly string[]): PatientRow[] =>
  read.rows<PatientRow>(
    `SELECT id, mrn, birthDate, family, given, middle, suffix FROM patients
     WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  )

/** By what they are sorted in every list of patients. */
export const sortNamesBy = (read: Reader, ids: readonly string[]): { id: string; sortName: string }[] =>
  read.rows(
    'SELECT id, sortName FROM patients WHERE id IN (SELECT value FROM json_each(?))',
    JSON.stringify(ids),
  )
