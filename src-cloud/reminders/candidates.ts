/** Who is to be reminded, and by what: read from the rows of the practice, as they are at that moment. */
import type { PoolClient } from 'pg'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { contactPreferences } from '../../shared/schedule/contact-preference.ts'
import { reminderPolicies, type ReminderPolicy } from '../../shared/schedule/reminder-policy.ts'
import { languageOf, type Language } from '../../shared/schedule/reminding/templates.ts'
import { stageOf } from '../../shared/schedule/stage.ts'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { zoneOf } from '../access/practice-zone.ts'

export type Kept<Row> = Readonly<{ row: Row; version: number }>

/** A live row, with the cloud's version of it. `Row` is what its record says it is: the cloud stores nothing else. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- says what a caller reads, once
export async function rowIn<Row>(
  client: PoolClient,
  practice: string,
  type: string,
  id: string,
): Promise<Kept<Row> | null> {
  const { rows } = await client.query<Kept<Row>>(
    `SELECT data || jsonb_build_object('id', id) AS row, version FROM record
     WHERE practice_id = $1 AND type = $2 AND id = $3 AND NOT deleted`,
    [practice, type, id],
  )
  return rows[0] ?? null
}

export type Practice = Readonly<{ name: string; zone: string; policy: ReminderPolicy }>

/** Null for a practice that reminds nobody. */
export async function practiceHere(client: PoolClient, practice: string): Promise<Practice | null> {
  const policy = await rowIn<ReminderPolicy>(client, practice, reminderPolicies.type, practice)
  if (!policy || policy.row.hoursBefore.length === 0 || !(policy.row.email || policy.row.text)) return null
  const own = await rowIn<Readonly<Record<string, unknown>>>(client, practice, 'practice', practice)
  const name = own?.row['name']
  return { name: typeof name === 'string' ? name : '', zone: zoneOf(own?.row), policy: policy.row }
}

/** Appointments that begin between two moments, ISO 8601. */
export async function expected(
  client: PoolClient,
  practice: string,
  from: string,
  to: string,
): Promise<Appointment[]> {
  const { rows } = await client.query<{ row: Appointment }>(
    `SELECT a.data || jsonb_build_object('id', a.id) AS row
     FROM visit_start v JOIN record a ON a.practice_id = $1 AND a.type = '${appointments.type}' AND a.id = v.appointment_id
     WHERE v.practice_id = $1 AND v.resource_id = '' AND v.starts_at > $2 AND v.starts_at <= $3 AND NOT a.deleted`,
    [practice, from, to],
  )
  return rows.map(({ row }) => row).filter(isExpected)
}

/** Nobody is reminded of what was called off, or of a visit they have come to. */
export const isExpected = (row: Appointment): boolean => ['scheduled', 'confirmed'].includes(stageOf(row))

export type Way = Readonly<{ channel: 'email' | 'text'; to: string; language: Language }>

/** By what somebody is reminded: by text where they have a mobile phone, else by e-mail; or why not at all. */
export async function wayTo(
  client: PoolClient,
  practice: string,
  patientId: string,
  policy: ReminderPolicy,
): Promise<Way | Readonly<{ not: string }>> {
  const patient = (await rowIn<Patient>(client, practice, patients.type, patientId))?.row
  if (!patient || !patient.active || patient.deceased) return { not: 'not-a-patient' }
  const wanted = (
    await rowIn<RowOf<typeof contactPreferences>>(client, practice, contactPreferences.type, patientId)
  )?.row
  const language = wanted?.language ?? languageOf(patient.language)
  const mobile = patient.phones.find(({ use }) => use === 'mobile')?.number
  if (policy.text && mobile !== undefined && wanted?.noText !== true)
    return { channel: 'text', to: mobile, language }
  if (policy.email && patient.email !== '' && wanted?.noEmail !== true)
    return { channel: 'email', to: patient.email, language }
  return { not: wanted?.noText === true || wanted?.noEmail === true ? 'opted-out' : 'no-address' }
}

/** IANA name: of the place, of the one it is a department of, else of the practice. */
export async function zoneAt(
  client: PoolClient,
  practice: string,
  locationId: string,
  otherwise: string,
): Promise<string> {
  type Place = { timeZone?: string | null; partOf?: string | null }
  const place = (await rowIn<Place>(client, practice, 'location', locationId))?.row
  if (place?.timeZone) return zoneOf(place)
  const above = place?.partOf ? (await rowIn<Place>(client, practice, 'location', place.partOf))?.row : null
  return above?.timeZone ? zoneOf(above) : otherwise
}
