import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { words } from '../kernel/fields.ts'

const op = z.string().min(1).max(120)

/** Sends something that was refused once more, as it was made: what stood in its way may be gone. */
export const retryRefused = defineCommand({
  name: 'attention.retryRefused',
  input: z.strictObject({ op }),
  output: z.strictObject({}),
  example: { op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.write',
  audit: { action: 'refused.retry', category: 'chart', subject: () => null },
})

/** Gives up something that was refused, and says why. Its text stays readable; the chart shows it no longer. */
export const discardRefused = defineCommand({
  name: 'attention.discardRefused',
  input: z.strictObject({ op, reason: words(300) }),
  output: z.strictObject({}),
  example: { op: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', reason: 'Recorded again on paper' },
  permission: 'chart.write',
  audit: { action: 'refused.discard', category: 'chart', subject: () => null },
})
