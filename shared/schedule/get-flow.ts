import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'
import { Sex } from '../patients/patient.ts'
import { deskCheckKinds } from './desk-check.ts'
import { EpochMinute } from './get-days.ts'
import { stages } from './stage.ts'

/** Somebody who is expected or here, as the flow board shows them. Where their chart is closed to whoever asks, nothing says what for. */
export const FlowLine = z.strictObject({
  appointmentId: z.string(),
  patientId: z.string(),
  name: z.string(),
  mrn: z.string(),
  birthDate: z.string().nullable(),
  sex: Sex,
  closed: z.boolean(),
  visitTypeId: z.string().nullable(),
  startMin: EpochMinute,
  minutes: z.int(),
  locationId: z.string(),
  providers: z.array(z.string()),
  reason: z.string(),
  walkIn: z.boolean(),
  stage: z.enum(stages),
  /** When it came to be in that stage; null where nothing has happened. */
  stageAt: z.string().nullable(),
  roomId: z.string().nullable(),
  /** Cancelled by one while another saw them come. */
  wasCancelled: z.boolean(),
  /** Two truths about it that wait for somebody to choose. */
  conflictId: z.string().nullable(),
  /** What the desk still has to ask for. */
  missing: z.array(z.enum(deskCheckKinds)),
  /** Null: it is not known what is to be paid. */
  copayCents: z.int().nullable(),
  paidCents: z.int(),
})
export type FlowLine = z.output<typeof FlowLine>

/** Who is expected, who is here, where, and since when: one day at one location or at all, by time. */
export const getFlow = defineQuery({
  name: 'schedule.getFlow',
  input: z.strictObject({ day: LocalDate, locationId: Id.nullable() }),
  output: z.strictObject({ timeZone: z.string(), lines: z.array(FlowLine) }),
  example: { day: '2026-03-04', locationId: null },
  permission: 'schedule.read',
  reads: [
    'appointments',
    'patients',
    'deskChecks',
    'coverages',
    'receipts',
    'conflicts',
    'locations',
    'practices',
    'schedulePolicies',
  ],
  audit: {
    action: 'flow.view',
    category: 'schedule',
    subject: () => null,
    detail: ({ day }) => ({ day }),
  },
})
