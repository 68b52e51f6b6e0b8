import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { growthCharts } from './growth-reference.ts'

/** A child's growth: each chart that has something to show, with its reference curves where the practice has loaded them. */
export const getGrowth = defineQuery({
  name: 'charting.getGrowth',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    birthDate: z.string().nullable(),
    sex: z.enum(['female', 'male']).nullable(),
    charts: z.array(
      z.strictObject({
        chart: z.enum(growthCharts),
        /** x is age in months, or length in cm; y is cm, kg or kg/m². */
        points: z.array(
          z.strictObject({
            observationId: z.string(),
            takenAt: z.string(),
            x: z.number(),
            y: z.number(),
            percentile: z.number().nullable(),
            zScore: z.number().nullable(),
          }),
        ),
        reference: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])),
        source: z.string().nullable(),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['patients', 'observations', 'growthReferences'],
  audit: { action: 'growth.view', category: 'vitals', subject: (input) => input.patientId },
})
