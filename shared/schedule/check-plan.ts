import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { examplePlan, exampleVisitType, Planned } from './planned.ts'

export const planWarnings = [
  'past',
  'outside-hours',
  'blocked',
  'kept',
  'beside',
  'over-limit',
  'patient-busy',
  'deceased',
  'unmet',
] as const
export type PlanWarningKind = (typeof planWarnings)[number]

/** Nothing of it stands in the way of booking but `over-limit`. */
export const PlanWarning = z.strictObject({
  kind: z.enum(planWarnings),
  /** The resource it is about, or the category that is not free; empty where about neither. */
  which: z.string(),
  /** What it is blocked by, in the words of whoever did. */
  note: z.string(),
  /** How many would be there at once. */
  count: z.int(),
})
export type PlanWarning = z.output<typeof PlanWarning>

/** What whoever books should know of a plan before it is one, and which rooms and equipment it would take. */
export const getPlanWarnings = defineQuery({
  name: 'schedule.getPlanWarnings',
  input: z.strictObject({
    patientId: Id.nullable(),
    /** The appointment that is moved. */
    appointmentId: Id.nullable().default(null),
    /** Everybody of its group moves with it. */
    withGroup: z.boolean().default(false),
    visitTypeId: Id.nullable(),
    plan: Planned,
  }),
  output: z.strictObject({
    warnings: z.array(PlanWarning),
    places: z.array(z.strictObject({ resourceId: z.string(), name: z.string() })),
  }),
  example: { patientId: null, visitTypeId: exampleVisitType, plan: examplePlan },
  permission: 'schedule.read',
  reads: [
    'appointments',
    'taken_time',
    'resources',
    'availabilities',
    'blocks',
    'visitTypes',
    'patients',
    'locations',
    'practices',
  ],
  audit: { none: 'what stands in the way of a booking that is being made; the booking itself is recorded' },
})
