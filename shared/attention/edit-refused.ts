import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { commonPart } from '../kernel/parts-of-chart.ts'

/**
 * Puts right what was refused and sends it anew, together with the later changes that wait for it. What was refused stays
 * readable as it was. `input.invalid` names the fields that would not be valid; then nothing is changed.
 */
export const editRefused = defineCommand({
  name: 'attention.editRefused',
  input: z.strictObject({
    op: z.string().min(1).max(120),
    edits: z
      .array(
        z.strictObject({
          type: z.string().max(60),
          id: z.string().max(80),
          field: z.string().max(80),
          value: z.string().max(20_000),
        }),
      )
      .max(200),
  }),
  output: z.strictObject({}),
  example: {
    op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    edits: [
      { type: 'patient', id: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12', field: 'family', value: 'Okafor' },
    ],
  },
  permission: 'chart.write',
  audit: {
    action: 'refused.edit',
    category: 'chart',
    part: ({ edits }) => commonPart(edits.map(({ type }) => type)),
    subject: () => null,
  },
})
