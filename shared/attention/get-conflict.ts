import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { partOfRecord } from '../kernel/parts-of-chart.ts'
import { conflicts } from '../sync/conflict.ts'

const Who = z.strictObject({ name: z.string(), at: z.string(), device: z.string() })

/** Both versions of a conflict side by side, with who, when and where. */
export const getConflict = defineQuery({
  name: 'attention.getConflict',
  input: z.strictObject({ conflictId: Id }),
  output: z.strictObject({
    conflict: conflicts.row,
    version: z.int(),
    patientName: z.string(),
    title: z.string(),
    heldBy: Who.nullable(),
    offeredBy: Who,
    /** What the row says now, where it has changed again since; by field. */
    now: z.record(z.string(), z.unknown()),
  }),
  example: { conflictId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['*'],
  audit: {
    action: 'conflict.read',
    category: 'chart',
    part: (_input, output) => partOfRecord(output?.conflict.entityType),
    subject: (_input, output) => output?.conflict.patientId ?? null,
  },
})
