import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Cents, Id, PartialDate, text, words } from '../kernel/fields.ts'
import { phoneNumber } from '../patients/demographics.ts'
import { Sex } from '../patients/patient.ts'
import { appointmentOrigins } from './appointment.ts'
import { exampleIds, examplePlan, exampleVisitType, Placed, Planned } from './planned.ts'

/** Somebody who was never here: as much as is asked on the phone. The rest is asked when they come. */
export const NewPatient = z.strictObject({
  family: words(200),
  given: text(200),
  birthDate: PartialDate.nullable(),
  phone: z.union([z.literal(''), phoneNumber]),
  sex: Sex.default('unknown'),
  /** Whoever books was shown who looks the same, and says it is somebody else. */
  notADuplicate: z.boolean(),
})

/** What a visit is for and what belongs to it: as booked, and as changed afterwards. */
export const VisitDetails = z.strictObject({
  visitTypeId: Id.nullable(),
  reason: text(400),
  notes: text(2000),
  referral: text(200),
  authorization: text(80),
  /** Null where it is not known. */
  copayCents: Cents.min(0, 'money.unreadable').max(10_000_000, 'money.too-large').nullable(),
})

/** Why a limit is passed, from whoever may: empty where none is. */
export const OverbookReason = text(400).default('')

/**
 * Books a visit for a patient, or for a new one who is registered in the same step. Outside of open hours and beside others it is allowed.
 * Throws `patient.duplicate`; `appointment.over-limit` where a resource has as many as it takes and no reason is given, with `which`;
 * `appointment.full` where whoever books may not pass that.
 */
export const bookAppointment = defineCommand({
  name: 'schedule.bookAppointment',
  input: z.strictObject({
    /** One of the two. */
    patientId: Id.nullable(),
    newPatient: NewPatient.nullable().default(null),
    plan: Planned,
    ...VisitDetails.shape,
    origin: z.enum(appointmentOrigins).default('staff'),
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({
    appointmentId: z.string(),
    version: z.int(),
    patientId: z.string(),
    /** The record number of a new patient. */
    mrn: z.string().nullable(),
    ...Placed.shape,
  }),
  example: {
    patientId: exampleIds.patientId,
    plan: examplePlan,
    visitTypeId: exampleVisitType,
    reason: 'Cough for three weeks',
    notes: '',
    referral: '',
    authorization: '',
    copayCents: 2500,
  },
  permission: 'schedule.write',
  // who comes when is known to whoever books; what a chart says is not told by it
  closedCharts: 'too',
  audit: {
    action: 'appointment.book',
    category: 'schedule',
    subject: (input, output) => input.patientId ?? output?.patientId ?? null,
    detail: ({ newPatient, plan, overbookReason }) => ({
      at: plan.startsAt,
      minutes: plan.minutes,
      registered: newPatient !== null,
      overLimit: overbookReason !== '',
    }),
  },
})
