/** What a message about an appointment is compared with. */
import type { RowOf } from '../../shared/kernel/record.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import type { resources } from '../../shared/schedule/resource.ts'
import type { Reader } from '../store/reader.ts'

type External = NonNullable<Appointment['external']>
export type KnownAppointment = Appointment & Readonly<{ version: number }>

const fields = [...Object.keys(appointments.row.shape), 'version'].join(', ')

/** The appointment another system knows under a number. */
export const appointmentOf = (read: Reader, { system, value }: External): KnownAppointment | undefined =>
  read.rows<KnownAppointment>(
    `SELECT ${fields} FROM appointments WHERE externalKey = ? ORDER BY id LIMIT 1`,
    `${system}|${value}`,
  )[0]

export type ResourceLine = Pick<RowOf<typeof resources>, 'id' | 'kind' | 'name' | 'short' | 'locationId'> & {
  npi: string | null
}

/** All that can be booked: some hundred at most. */
export const bookable = (read: Reader): ResourceLine[] =>
  read.rows<ResourceLine>(
    `SELECT r.id, r.kind, r.name, r.short, r.locationId, p.npi FROM resources r
     LEFT JOIN practitioners p ON p.id = r.practitionerId WHERE r.active = 1`,
  )

export type VisitTypeLine = Readonly<{
  id: string
  name: string
  minutes: number
  prepareMinutes: number
  cleanMinutes: number
}>
export const bookedTypes = (read: Reader): VisitTypeLine[] =>
  read.rows<VisitTypeLine>(
    'SELECT id, name, minutes, prepareMinutes, cleanMinutes FROM visitTypes WHERE active = 1',
  )

/** Who a patient is, as far as a message says it too. */
export const whoIs = (read: Reader, id: string) =>
  read.first((sql) =>
    sql
      .selectFrom('patients')
      .select(['id', 'family', 'given', 'birthDate', 'identifiers'])
      .where('id', '=', id),
  )
