import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { growthReferences } from './growth-reference.ts'

/** Replaces the practice's growth reference curves by those of the tables given. A new one gets the id it comes with. */
export const loadGrowthTables = defineCommand({
  name: 'charting.loadGrowthTables',
  input: z.strictObject({
    source: z.string().min(1).max(120),
    tables: z
      .array(growthReferences.row.pick({ id: true, chart: true, sex: true, points: true }))
      .min(1)
      .max(16),
  }),
  output: z.strictObject({ created: z.int(), changed: z.int(), unchanged: z.int() }),
  example: {
    source: 'CDC growth charts 2000',
    tables: [
      {
        id: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a31',
        chart: 'weight-for-age',
        sex: 'female',
        points: [
          [24, -0.7, 12.1, 0.11],
          [24.5, -0.7, 12.2, 0.11],
        ],
      },
    ],
  },
  permission: 'practice.configure',
  caller: 'internal',
  maxBytes: 4 * 1024 * 1024,
  audit: { action: 'growth-reference.load', category: 'configuration', subject: () => null },
})
