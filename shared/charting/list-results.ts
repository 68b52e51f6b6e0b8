import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

export const ResultValue = z.strictObject({
  observationId: z.string(),
  takenAt: z.string().nullable(),
  number: z.number().nullable(),
  text: z.string(),
  unit: z.string(),
  flag: z.string(),
  status: z.string(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  rangeText: z.string(),
  note: z.string(),
})

/** Every laboratory and other result by test, each with its values, the latest first; and the reports they came in. */
export const listResults = defineQuery({
  name: 'charting.listResults',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    tests: z.array(
      z.strictObject({
        key: z.string(),
        code: z.string().nullable(),
        name: z.string(),
        category: z.string(),
        values: z.array(ResultValue),
      }),
    ),
    reports: z.array(
      z.strictObject({
        reportId: z.string(),
        name: z.string(),
        category: z.string(),
        status: z.string(),
        takenAt: z.string().nullable(),
        performer: z.string(),
        conclusion: z.string(),
        resultIds: z.array(z.string()),
        attachments: z.int(),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['observations', 'reports'],
  audit: { action: 'result.view', category: 'results', subject: (input) => input.patientId },
})
