import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { Address, Sex } from '../patients/patient.ts'
import { deskCheckKinds } from './desk-check.ts'
import { ReceiptLine } from './receipt-line.ts'
import { stages } from './stage.ts'

/** Everything the desk needs of somebody who comes or goes. Of a chart that is closed to whoever asks, neither address nor phone. */
export const getCheckIn = defineQuery({
  name: 'schedule.getCheckIn',
  input: z.strictObject({ patientId: Id, appointmentId: Id }),
  output: z.strictObject({
    name: z.string(),
    mrn: z.string(),
    birthDate: z.string().nullable(),
    sex: Sex,
    closed: z.boolean(),
    /** Of the patient's row, for a form that changes it. */
    version: z.int(),
    address: Address.nullable(),
    phone: z.string(),
    email: z.string(),
    stage: z.enum(stages),
    needs: z.array(
      z.strictObject({
        kind: z.enum(deskCheckKinds),
        state: z.enum(['fine', 'missing', 'old', 'none']),
        on: z.string().nullable(),
      }),
    ),
    insurance: z.array(z.strictObject({ payerName: z.string(), memberId: z.string(), planName: z.string() })),
    authorization: z.string(),
    copayCents: z.int().nullable(),
    paidCents: z.int(),
    /** Copays of earlier visits that were not paid at the desk. */
    owedCents: z.int(),
    receipts: z.array(ReceiptLine),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    appointmentId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1b51',
  },
  permission: 'schedule.read',
  closedCharts: 'too',
  reads: [
    'appointments',
    'deskChecks',
    'patients',
    'coverages',
    'receipts',
    'schedulePolicies',
    'practices',
    'locations',
    'users',
  ],
  audit: { action: 'check-in.view', category: 'schedule', subject: (input) => input.patientId },
})
