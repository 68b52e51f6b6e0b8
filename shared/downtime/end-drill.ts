import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** Ends a drill before its time. Whoever needs the cloud may: a drill is no reason to wait. Throws `drill.none`. */
export const endDrill = defineCommand({
  name: 'downtime.endDrill',
  input: z.strictObject({}),
  /** When it had begun: its account is found by that. */
  output: z.strictObject({ startedAt: z.string() }),
  example: {},
  permission: 'any-signed-in',
  audit: { action: 'drill.end', category: 'configuration', subject: () => null },
})
