import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { AddressInput, Demographics } from '../patients/demographics.ts'

/** Address and first phone as the patient says them at the desk, and that they were asked for today: one act. */
export const correctAddress = defineCommand({
  name: 'schedule.correctAddress',
  input: z.strictObject({
    patientId: Id,
    /** The version of the patient's row that the form was opened with. */
    version: z.int().min(0),
    address: AddressInput,
    /** Empty: as it is. */
    phone: z.union([z.literal(''), Demographics.shape.phones.element.shape.number]),
  }),
  output: z.strictObject({ version: z.int() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    version: 1,
    address: { line1: '12 Harbor St', line2: '', city: 'Salem', state: 'MA', zip: '01970', country: 'US' },
    phone: '617-555-0142',
  },
  permission: 'patient.edit',
  audit: { action: 'patient.correct-address', category: 'demographics', subject: (input) => input.patientId },
})
