import type { Reader } from '../store/reader.ts'

export type Known = Readonly<{
  id: string
  family: string
  given: string
  sortName: string
  birthDate: string | null
  line1: string | null
  zip: string | null
}>

const known = `id, family, given, sortName, birthDate, address ->> '$.line1' AS line1, address ->> '$.zip' AS zip`

export const patientKnown = (read: Reader, patientId: string): Known | undefined =>
  read.rows<Known>(`SELECT ${known} FROM patients WHERE id = ?`, patientId)[0]

/** Patients filed under this name, or one that begins so: `rivera, ana`. */
export const filedUnder = (read: Reader, sortName: string, most: number): Known[] =>
  read.rows<Known>(
    `SELECT ${known} FROM patients WHERE sortName >= ? AND sortName < ? ORDER BY sortName LIMIT ?`,
    sortName,
    `${sortName}\uffff`,
    most,
  )
