import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { partOfResource } from '../kernel/parts-of-chart.ts'

/** A resource as it came, to the byte. `original.not-found` also where it is not of that patient. */
export const getOriginal = defineQuery({
  name: 'exchange.getOriginal',
  input: z.strictObject({
    originalId: Id,
    /** Whose it is; null for what belongs to no chart, as an organization. */
    patientId: Id.nullable(),
  }),
  output: z.strictObject({
    resourceType: z.string(),
    sourceId: z.string(),
    source: z.string().nullable(),
    receivedAt: z.string(),
    content: z.string(),
    /** Earlier versions of it, newest first; each can be asked for in the same way. */
    earlier: z.array(z.strictObject({ originalId: z.string(), receivedAt: z.string() })),
  }),
  example: {
    originalId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
  },
  permission: 'chart.read',
  reads: ['originals'],
  audit: {
    action: 'original.read',
    category: 'chart',
    part: (_input, output) => partOfResource(output?.resourceType),
    subject: (input) => input.patientId,
  },
})
