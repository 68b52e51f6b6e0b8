import type { PatientLine } from '../../shared/patients/find-patients.ts'

/** The columns a line of a list is made of; of phones and address no more than it shows. */
export const lineColumns =
  "n, id, mrn, family, given, middle, suffix, preferredName, birthDate, sex, phones ->> '$[0].number' AS phone, address ->> '$.city' AS city, deceased, active, registeredAt" as const

export type LineRow = {
  n: number
  id: string
  mrn: string
  family: string
  given: string
  middle: string
  suffix: string
  preferredName: string
  birthDate: string | null
  sex: PatientLine['sex']
  phone: string | null
  city: string | null
  deceased: boolean
  active: boolean
  registeredAt: string
}

/** `O’Kon, Raeann Marie Jr.`, as a paper chart is filed. */
export function filedName(row: { family: string; given: string; middle: string; suffix: string }): string {
  const given = [row.given, row.middle].filter(Boolean).join(' ')
  return [[row.family, given].filter(Boolean).join(', '), row.suffix].filter(Boolean).join(' ')
}

export const lineOf = (row: LineRow): PatientLine => ({
  patientId: row.id,
  mrn: row.mrn,
  name: filedName(row),
  preferredName: row.preferredName,
  birthDate: row.birthDate,
  sex: row.sex,
  phone: row.phone ?? '',
  city: row.city ?? '',
  deceased: row.deceased,
  active: row.active,
})
