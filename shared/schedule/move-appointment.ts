import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { OverbookReason } from './book-appointment.ts'
import { exampleIds, examplePlan, Placed, Planned } from './planned.ts'

/**
 * To another time, length, provider, room or location; `before` is what undoes it, given back as it is. Rooms and equipment stay where they
 * are free then, and are chosen anew where they are not. Throws `appointment.not-found`, `appointment.called-off`, `row.changed`, and
 * what booking does.
 */
export const moveAppointment = defineCommand({
  name: 'schedule.moveAppointment',
  input: z.strictObject({
    patientId: Id,
    appointmentId: Id,
    version: z.int(),
    ...Planned.shape,
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({
    version: z.int(),
    before: z.strictObject({
      startsAt: z.string(),
      minutes: z.int(),
      locationId: z.string(),
      providers: z.array(z.string()),
      places: z.array(z.string()),
      /** Of a limit that was passed before. */
      overbookReason: z.string(),
    }),
    ...Placed.shape,
  }),
  example: { ...exampleIds, version: 1, ...examplePlan },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.move',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ appointmentId, startsAt, minutes, overbookReason }, output) => ({
      appointment: appointmentId,
      at: startsAt,
      minutes,
      ...(output && { from: output.before.startsAt }),
      overLimit: overbookReason !== '',
    }),
  },
})
