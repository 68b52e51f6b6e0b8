import type { Reader } from '../store/reader.ts'

type ChoiceRow = {
  patientId: string
  choice: 'in' | 'out'
  chosenAt: string
  family: string | null
  given: string
  middle: string
  suffix: string
  birthDate: string | null
  mrn: string
}

/** Who was put in or left out by hand; `family` is null for somebody who is not on this workstation any more. */
export const packChoices = (read: Reader): ChoiceRow[] =>
  read.rows<ChoiceRow>(
    `SELECT c.patientId, c.choice, c.chosenAt, p.family, coalesce(p.given, '') AS given, coalesce(p.middle, '') AS middle,
       coalesce(p.suffix, '') AS suffix, p.birthDate, coalesce(p.mrn, '') AS mrn
     FROM pack_choice c LEFT JOIN patients p ON p.id = c.patientId ORDER BY c.patientId`,
  )
