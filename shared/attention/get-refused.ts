import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { commonPart } from '../kernel/parts-of-chart.ts'

const Field = z.strictObject({
  field: z.string(),
  /** What it said when the person changed it; null for a new row. */
  before: z.unknown(),
  value: z.unknown(),
  /** A text: it can be put right here. */
  editable: z.boolean(),
})

/** What was entered and not taken, field by field. */
export const getRefused = defineQuery({
  name: 'attention.getRefused',
  input: z.strictObject({ op: z.string().min(1).max(120) }),
  output: z.strictObject({
    rows: z.array(
      z.strictObject({
        type: z.string(),
        id: z.string(),
        title: z.string(),
        gone: z.boolean(),
        fields: z.array(Field),
      }),
    ),
    /** Whose chart it is of; null where it is of none. */
    patientId: z.string().nullable(),
    /** It can be put right and sent anew. A removal, and a row that the cloud lost, can only be sent again or given up. */
    editable: z.boolean(),
    /** How many later changes wait for this one: they go with it. */
    waiting: z.int(),
  }),
  example: { op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['attention', 'outbox', 'conflicts'],
  audit: {
    action: 'refused.view',
    category: 'chart',
    part: (_input, output) => commonPart(output?.rows.map(({ type }) => type) ?? []),
    subject: (_input, output) => output?.patientId ?? null,
  },
})
