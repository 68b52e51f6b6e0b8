import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { exampleIds } from './planned.ts'
import { stages } from './stage.ts'

/** One of several who come to the same visit. */
export const PersonOfGroup = z.strictObject({
  appointmentId: z.string(),
  patientId: z.string(),
  version: z.int(),
  name: z.string(),
  birthDate: z.string().nullable(),
  mrn: z.string(),
  stage: z.enum(stages),
})
export type PersonOfGroup = z.output<typeof PersonOfGroup>

/**
 * Who comes to the same visit, themselves among them, by name. Whoever was moved away from the others, or called off, does not. Names only: as the
 * grid shows them. Throws `appointment.not-found`.
 */
export const getGroup = defineQuery({
  name: 'schedule.getGroup',
  // of whichever of them: it changes as well with a row of any other
  input: z.strictObject({ appointmentId: Id }),
  output: z.strictObject({ people: z.array(PersonOfGroup) }),
  example: { appointmentId: exampleIds.appointmentId },
  permission: 'schedule.read',
  closedCharts: 'too',
  reads: ['appointments', 'patients'],
  audit: {
    action: 'appointment.view-group',
    category: 'schedule',
    subject: () => null,
    detail: ({ appointmentId }, output) => ({
      appointment: appointmentId,
      ...(output && { people: output.people.length }),
    }),
  },
})
