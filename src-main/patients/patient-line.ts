import { closedAmong } from '../pipeline/closed-charts.ts'
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

/** How these rows are shown to whoever asks. That a chart is closed to them is public in the practice, where to find the patient is not. */
export function linesFor(
  session: Parameters<typeof closedAmong>[0],
  rows: readonly LineRow[],
): (row: LineRow) => PatientLine {
  const ids = rows.map(({ id }) => id)
  const closed = closedAmong(session, ids)
  return (row) => lineOf(row, closed)
}

const lineOf = (row: LineRow, closed: ReturnType<typeof closedAmong>): PatientLine => ({
  patientId: row.id,
  mrn: row.mrn,
  name: filedName(row),
  preferredName: row.preferredName,
  birthDate: row.birthDate,
  sex: row.sex,
  phone: closed.has(row.id) ? '' : (row.phone ?? ''),
  city: closed.has(row.id) ? '' : (row.city ?? ''),
  deceased: row.deceased,
  active: row.active,
  closed: closed.has(row.id),
  outOfScope: closed.get(row.id) === 'chart.out-of-scope',
})
