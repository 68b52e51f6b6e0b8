import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { OverbookReason } from './book-appointment.ts'
import { exampleIds } from './planned.ts'

/** The reason of what should never have been booked: on every practice’s list, and what an undone booking says. */
export const bookedByMistake = 'Booked by mistake'

const about = { patientId: Id, appointmentId: Id, version: z.int() }

/**
 * Calls an appointment off; `rescheduled` where they come at another time instead. Whoever is here is not called off: they leave. Throws
 * `appointment.not-found`, `appointment.is-here`, `appointment.is-over`, `appointment.called-off`, `appointment.reason`, `row.changed`.
 */
export const cancelAppointment = defineCommand({
  name: 'schedule.cancelAppointment',
  input: z.strictObject({
    ...about,
    kind: z.enum(['cancelled', 'rescheduled']),
    /** Of the practice's list. */
    reason: text(120),
    note: text(400),
  }),
  output: z.strictObject({ version: z.int() }),
  example: { ...exampleIds, version: 1, kind: 'cancelled', reason: 'Patient asked', note: '' },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.cancel',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ appointmentId, kind }) => ({ appointment: appointmentId, kind }),
  },
})

/** Has what was called off, or counted as not come, stand again as it was planned. Throws `appointment.not-called-off`, and what booking does. */
export const restoreAppointment = defineCommand({
  name: 'schedule.restoreAppointment',
  input: z.strictObject({ ...about, overbookReason: OverbookReason }),
  output: z.strictObject({ version: z.int() }),
  example: { ...exampleIds, version: 1 },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.restore',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ appointmentId }) => ({ appointment: appointmentId }),
  },
})
