import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { VisitDetails } from './book-appointment.ts'
import { exampleIds, exampleVisitType, Placed } from './planned.ts'

/**
 * What it is for, and what belongs to it. Of another kind of visit, what that needs beside the providers is taken too. Not when or with
 * whom: that is a move. Throws `appointment.not-found`, `row.changed`.
 */
export const changeAppointment = defineCommand({
  name: 'schedule.changeAppointment',
  input: z.strictObject({ patientId: Id, appointmentId: Id, version: z.int(), ...VisitDetails.shape }),
  output: z.strictObject({ version: z.int(), ...Placed.shape }),
  example: {
    ...exampleIds,
    version: 1,
    visitTypeId: exampleVisitType,
    reason: 'Cough for three weeks',
    notes: 'Needs an interpreter',
    referral: '',
    authorization: 'A-20417',
    copayCents: 2500,
  },
  permission: 'schedule.write',
  audit: {
    action: 'appointment.change',
    category: 'schedule',
    subject: (input) => input.patientId,
    detail: ({ appointmentId }) => ({ appointment: appointmentId }),
  },
})
