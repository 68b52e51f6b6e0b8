import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** Proves the audit log of this workstation from end to end, now. */
export const verifyLog = defineCommand({
  name: 'security.verifyLog',
  input: z.strictObject({}),
  output: z.strictObject({
    at: z.string(),
    entries: z.int(),
    holds: z.boolean(),
    /** The number of the first entry that is not as it was written. */
    firstBad: z.int().nullable(),
  }),
  example: {},
  permission: 'practice.configure',
  audit: {
    action: 'audit.verify',
    category: 'configuration',
    subject: () => null,
    detail: (_input, output) => (output ? { entries: output.entries, holds: output.holds } : {}),
  },
})
