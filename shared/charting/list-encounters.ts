import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { encounters } from './encounter.ts'

/** Every visit and other contact, the latest first. */
export const listEncounters = defineQuery({
  name: 'charting.listEncounters',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ encounters: z.array(encounters.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['encounters', 'practitioners', 'locations', 'organizations'],
  audit: { action: 'encounter.view', category: 'encounters', subject: (input) => input.patientId },
})
