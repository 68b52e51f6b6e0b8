import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { allergies } from './allergy.ts'

/** What the patient does not tolerate, active and dangerous first. */
export const listAllergies = defineQuery({
  name: 'charting.listAllergies',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ allergies: z.array(allergies.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['allergies'],
  audit: { action: 'allergy.view', category: 'allergies', subject: (input) => input.patientId },
})
