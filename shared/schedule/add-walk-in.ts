import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Cents, Id, text } from '../kernel/fields.ts'
import { NewPatient, OverbookReason } from './book-appointment.ts'
import { exampleIds, examplePlan } from './planned.ts'

/**
 * Somebody stands at the desk without an appointment: known, or registered in the same step; booked for now, with somebody or with
 * whoever is free first, and arrived. Throws as `schedule.bookAppointment` does.
 */
export const addWalkIn = defineCommand({
  name: 'schedule.addWalkIn',
  input: z.strictObject({
    /** One of the two. */
    patientId: Id.nullable(),
    newPatient: NewPatient.nullable().default(null),
    locationId: Id,
    providers: z.array(Id).max(6).default([]),
    visitTypeId: Id.nullable().default(null),
    minutes: z.int().min(5).max(720).default(15),
    reason: text(400),
    copayCents: Cents.min(0, 'money.unreadable').max(10_000_000, 'money.too-large').nullable().default(null),
    overbookReason: OverbookReason,
  }),
  output: z.strictObject({
    appointmentId: z.string(),
    patientId: z.string(),
    /** The record number of a new patient. */
    mrn: z.string().nullable(),
  }),
  example: { patientId: exampleIds.patientId, locationId: examplePlan.locationId, reason: 'Cut a finger' },
  permission: 'schedule.write',
  closedCharts: 'too',
  audit: {
    action: 'appointment.walk-in',
    category: 'schedule',
    subject: (input, output) => input.patientId ?? output?.patientId ?? null,
    detail: ({ newPatient }) => ({ registered: newPatient !== null }),
  },
})
