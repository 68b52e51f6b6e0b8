import { z } from 'zod'
import { defineQuery, type DataCategory } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { partsIn } from '../kernel/parts-of-chart.ts'
import { VitalValue } from './list-vitals.ts'

const Item = z.strictObject({
  id: z.string(),
  text: z.string(),
  detail: z.string(),
  at: z.string().nullable(),
})
export type SummaryItem = z.output<typeof Item>

/** What the summary shows something of. */
const partsOfSummary: readonly DataCategory[] = [
  'allergies',
  'problems',
  'medications',
  'vitals',
  'results',
  'encounters',
  'immunizations',
  'procedures',
  'documents',
  'care-plans',
]

/** The first look at a chart: what must be seen, what is going on, and how much there is of each section. */
export const getChart = defineQuery({
  name: 'charting.getChart',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    /** False while some of it is not on this computer: then what is not here is not said to be nothing. */
    whole: z.boolean(),
    counts: z.strictObject({
      problems: z.int(),
      medications: z.int(),
      allergies: z.int(),
      vitals: z.int(),
      results: z.int(),
      immunizations: z.int(),
      procedures: z.int(),
      documents: z.int(),
      encounters: z.int(),
      carePlans: z.int(),
      otherRecords: z.int(),
    }),
    /** Active ones, dangerous first. Empty with `noKnownAllergies` false means nobody has asked. */
    allergies: z.array(
      z.strictObject({ id: z.string(), substance: z.string(), reactions: z.string(), high: z.boolean() }),
    ),
    noKnownAllergies: z.boolean(),
    /** Of which there are two versions, and nobody has chosen yet; what could hurt somebody comes first. */
    twoVersions: z.array(z.strictObject({ conflictId: z.string(), type: z.string(), high: z.boolean() })),
    problems: z.array(Item),
    medications: z.array(Item),
    vitals: z.strictObject({ takenAt: z.string().nullable(), values: z.array(VitalValue) }),
    results: z.array(Item.extend({ flag: z.string() })),
    encounters: z.array(Item),
    immunizations: z.array(Item),
    documents: z.array(Item),
    goals: z.array(Item),
    careTeam: z.array(z.strictObject({ name: z.string(), role: z.string() })),
    socialHistory: z.array(Item),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: [
    'problems',
    'medications',
    'drugs',
    'allergies',
    'observations',
    'immunizations',
    'procedures',
    'documents',
    'encounters',
    'practitioners',
    'locations',
    'organizations',
    'reports',
    'carePlans',
    'goals',
    'careTeams',
    'originals',
    'conflicts',
    'chart',
  ],
  audit: {
    action: 'chart.view',
    category: 'chart',
    subject: (input) => input.patientId,
    detail: () => partsIn(partsOfSummary),
  },
})
