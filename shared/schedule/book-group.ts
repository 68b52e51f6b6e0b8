import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { OverbookReason, VisitDetails } from './book-appointment.ts'
import { exampleIds, examplePlan, exampleVisitType, Placed, Planned } from './planned.ts'

const Booked = z.strictObject({ patientId: z.string(), appointmentId: z.string() })

/** Books one visit for several. It takes its resources once. Throws what booking does; `group.same` where somebody is named twice. */
export const bookGroup = defineCommand({
  name: 'schedule.bookGroup',
  input: z.strictObject({
    patientIds: z.array(Id).min(2).max(30),
    plan: Planned,
    ...VisitDetails.shape,
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({ groupId: z.string(), appointments: z.array(Booked), ...Placed.shape }),
  example: {
    patientIds: [exampleIds.patientId, '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b08'],
    plan: examplePlan,
    visitTypeId: exampleVisitType,
    reason: 'Diabetes class',
    notes: '',
    referral: '',
    authorization: '',
    copayCents: null,
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.book-group',
    category: 'schedule',
    subject: () => null,
    detail: ({ patientIds, plan }) => ({ people: patientIds.length, at: plan.startsAt }),
  },
})

/**
 * Somebody joins a visit that another has: at the same time, with the same people and rooms. Whoever is taken out of it is cancelled as any
 * other. Throws `appointment.not-found`, `appointment.called-off`, `group.same`.
 */
export const joinGroup = defineCommand({
  name: 'schedule.joinGroup',
  input: z.strictObject({
    /** Who joins. */
    patientId: Id,
    /** What they join. */
    appointmentId: Id,
    ...VisitDetails.omit({ visitTypeId: true }).shape,
  }),
  output: z.strictObject({ groupId: z.string(), appointmentId: z.string() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b08',
    appointmentId: exampleIds.appointmentId,
    reason: '',
    notes: '',
    referral: '',
    authorization: '',
    copayCents: null,
  },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: { action: 'appointment.join-group', category: 'schedule', subject: ({ patientId }) => patientId },
})

/** Everybody of a group who still comes, to another time or place; `appointmentId` is of any of them. Throws what moving does. */
export const moveGroup = defineCommand({
  name: 'schedule.moveGroup',
  input: z.strictObject({ appointmentId: Id, ...Planned.shape, overbookReason: OverbookReason }),
  output: z.strictObject({ moved: z.int(), ...Placed.shape }),
  example: { appointmentId: exampleIds.appointmentId, ...examplePlan },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.move-group',
    category: 'schedule',
    subject: () => null,
    detail: ({ startsAt }, output) => ({ at: startsAt, ...(output && { people: output.moved }) }),
  },
})
