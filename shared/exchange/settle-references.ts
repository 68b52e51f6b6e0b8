import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** Fills in what rows still wait for, a stretch at a time. */
export const settleReferences = defineCommand({
  name: 'exchange.settleReferences',
  caller: 'internal',
  input: z.strictObject({
    /** The last one looked at; null to begin. */
    after: z.strictObject({ type: z.string(), id: z.string(), path: z.string() }).nullable(),
  }),
  output: z.strictObject({
    /** Null when all have been looked at. */
    after: z.strictObject({ type: z.string(), id: z.string(), path: z.string() }).nullable(),
    settled: z.int(),
  }),
  example: { after: null },
  permission: 'record.import',
  audit: { action: 'import.settle', category: 'exchange', subject: () => null },
})
