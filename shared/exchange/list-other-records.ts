import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** What came in of a patient and has no place in the chart yet, newest first, and what has no date last. */
export const listOtherRecords = defineQuery({
  name: 'exchange.listOtherRecords',
  input: z.strictObject({
    patientId: Id,
    /** Only this resource type; every type if absent. */
    resourceType: z.string().max(80).optional(),
    offset: z.int().min(0).max(10_000_000).default(0),
    limit: z.int().min(1).max(500).default(200),
  }),
  output: z.strictObject({
    /** Over all of the patient's, by type. */
    types: z.array(z.strictObject({ resourceType: z.string(), count: z.int() })),
    records: z.array(
      z.strictObject({
        originalId: z.string(),
        resourceType: z.string(),
        title: z.string(),
        date: z.string().nullable(),
      }),
    ),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['originals'],
  audit: { action: 'original.list', category: 'chart', subject: (input) => input.patientId },
})
