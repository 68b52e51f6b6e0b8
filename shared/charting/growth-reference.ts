import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const growthCharts = [
  'weight-for-age-infant',
  'length-for-age',
  'head-for-age',
  'weight-for-length',
  'weight-for-age',
  'stature-for-age',
  'bmi-for-age',
  'weight-for-stature',
] as const
export type GrowthChart = (typeof growthCharts)[number]

/**
 * One reference curve: for each x (age in months, or length in cm) the Box-Cox power L, the median M and the
 * coefficient of variation S. Loaded by the practice from the publisher's tables (CDC, NCHS 2000), not shipped.
 */
export const growthReferences = defineRecord({
  type: 'growthReference',
  table: 'growthReferences',
  patient: null,
  merge: { all: 'low' },
  row: z.strictObject({
    id: Id,
    chart: z.enum(growthCharts),
    sex: z.enum(['female', 'male']),
    source: stored(120),
    points: z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).max(600),
  }),
})
