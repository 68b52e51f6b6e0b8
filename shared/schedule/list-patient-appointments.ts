import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { stages } from './stage.ts'
import { exampleIds } from './planned.ts'

const PatientAppointment = z.strictObject({
  appointmentId: z.string(),
  version: z.int(),
  startsAt: z.string(),
  minutes: z.int(),
  /** Of the place it is at. */
  timeZone: z.string(),
  location: z.string(),
  visitTypeId: z.string().nullable(),
  visitType: z.string(),
  /** Names, as they are said. */
  providers: z.array(z.string()),
  stage: z.enum(stages),
  reason: z.string(),
  seriesId: z.string().nullable(),
})
export type PatientAppointment = z.output<typeof PatientAppointment>

/** When somebody comes and when they came. `coming`: from the beginning of today, the next first; `past`: the latest first. */
export const listPatientAppointments = defineQuery({
  name: 'schedule.listPatientAppointments',
  input: z.strictObject({ patientId: Id, most: z.int().min(1).max(200).default(50) }),
  output: z.strictObject({
    coming: z.array(PatientAppointment).max(200),
    past: z.array(PatientAppointment).max(200),
  }),
  example: { patientId: exampleIds.patientId },
  permission: 'schedule.read',
  reads: ['appointments', 'resources', 'visitTypes', 'locations', 'practices'],
  audit: {
    action: 'appointment.list',
    category: 'schedule',
    subject: (input) => input.patientId,
  },
})
