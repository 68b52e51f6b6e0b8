import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { encounters } from './encounter.ts'

const Line = z.strictObject({
  id: z.string(),
  text: z.string(),
  detail: z.string(),
  /** Only where it says more than the list it is in. */
  status: z.string(),
  flag: z.string(),
})

/** One visit, and everything in the chart that was recorded in it. */
export const getEncounter = defineQuery({
  name: 'charting.getEncounter',
  input: z.strictObject({ patientId: Id, encounterId: Id }),
  output: z.strictObject({
    encounter: encounters.row,
    problems: z.array(Line),
    medications: z.array(Line),
    vitals: z.array(Line),
    results: z.array(Line),
    immunizations: z.array(Line),
    procedures: z.array(Line),
    reports: z.array(Line),
    documents: z.array(Line),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    encounterId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
  },
  permission: 'chart.read',
  reads: [
    'encounters',
    'practitioners',
    'locations',
    'organizations',
    'problems',
    'medications',
    'drugs',
    'observations',
    'immunizations',
    'procedures',
    'reports',
    'documents',
  ],
  audit: { action: 'encounter.view', category: 'encounters', subject: (input) => input.patientId },
})
