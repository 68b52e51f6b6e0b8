import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { medications } from './medication.ts'

/** What the patient takes and took, active first, then the latest. */
export const listMedications = defineQuery({
  name: 'charting.listMedications',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ medications: z.array(medications.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['medications', 'drugs', 'practitioners'],
  audit: { action: 'medication.view', category: 'medications', subject: (input) => input.patientId },
})
