import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { AppointmentLine } from './get-days.ts'
import { exampleIds } from './planned.ts'
import { stepKinds } from './step.ts'

/** What somebody at the desk looks for beside the time. */
export const PatientCard = z.strictObject({
  phone: z.string(),
  /** Copays of visits that were, less what was taken at the desk. */
  balanceCents: z.int(),
  insurance: z.strictObject({
    state: z.enum(['active', 'ended', 'not-begun', 'none']),
    payer: z.string(),
    /** When the insurer last said that they are covered; null where nobody asked. */
    checkedOn: z.string().nullable(),
  }),
  /** When they were last here; null where that is not known. */
  lastVisit: z.string().nullable(),
})
export type PatientCard = z.output<typeof PatientCard>

/**
 * One appointment with all that is kept of it, and what a card shows of the patient; of a closed chart there is no card, and nothing says
 * what for. Throws `appointment.not-found`.
 */
export const getAppointment = defineQuery({
  name: 'schedule.getAppointment',
  input: z.strictObject({ patientId: Id, appointmentId: Id }),
  output: z.strictObject({
    line: AppointmentLine,
    notes: z.string(),
    referral: z.string(),
    authorization: z.string(),
    overbook: z.strictObject({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
    madeBy: z.string(),
    madeAt: z.string(),
    /** In the order they happened. `by`: empty for the patient themselves. */
    steps: z.array(
      z.strictObject({
        stepId: z.string(),
        kind: z.enum(stepKinds),
        at: z.string(),
        by: z.string(),
        room: z.string(),
        reason: z.string(),
        note: z.string(),
      }),
    ),
    card: PatientCard.nullable(),
  }),
  example: exampleIds,
  permission: 'schedule.read',
  closedCharts: 'too',
  reads: [
    'appointments',
    'taken_time',
    'resources',
    'patients',
    'conflicts',
    'coverages',
    'receipts',
    'deskChecks',
    'users',
    'encounters',
    'practices',
    'locations',
  ],
  audit: {
    action: 'appointment.view',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ appointmentId }) => ({ appointment: appointmentId }),
  },
})
