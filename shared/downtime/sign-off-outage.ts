import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Instant, text } from '../kernel/fields.ts'

/**
 * Somebody says that a time without the cloud is settled: everything was sent, the paper is entered. Throws
 * `outage.not-found`, `outage.going-on`, `outage.unsettled`, `outage.signed`.
 */
export const signOffOutage = defineCommand({
  name: 'downtime.signOffOutage',
  input: z.strictObject({
    startedAt: Instant,
    /** What was on paper and where it was entered, and what else is to be remembered. */
    note: text(2000),
  }),
  output: z.strictObject({ signedAt: z.string() }),
  example: {
    startedAt: '2026-11-23T15:05:00.000Z',
    note: 'Eleven visit notes entered from paper by RN Okafor.',
  },
  permission: 'practice.configure',
  stepUp: true,
  audit: {
    action: 'outage.sign-off',
    category: 'configuration',
    subject: () => null,
    detail: ({ startedAt }) => ({ startedAt }),
  },
})
