import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Retention, usualRetention } from '../access/retention-classes.ts'

/** For how long the practice keeps what, years. */
export const getRetention = defineQuery({
  name: 'retention.getRetention',
  input: z.strictObject({}),
  output: z.strictObject({ retention: Retention, version: z.int() }),
  example: {},
  permission: 'practice.configure',
  reads: ['practices'],
  audit: { none: 'how the practice is set up, of nobody in particular' },
})

/** Throws `row.changed`. No class goes under its floor. */
export const setRetention = defineCommand({
  name: 'retention.setRetention',
  input: z.strictObject({
    retention: Retention,
    /** Of the practice's row, as it was seen. */
    version: z.int().min(1),
  }),
  output: z.strictObject({}),
  example: { retention: { ...usualRetention, audit: 8 }, version: 1 },
  permission: 'practice.configure',
  stepUp: true,
  audit: {
    action: 'retention.set',
    category: 'configuration',
    subject: () => null,
    detail: ({ retention }) => retention,
  },
})
