import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/**
 * A drill: this workstation stops speaking to the cloud for a time, as if there were none, and everybody works on. It ends by
 * itself, or when somebody ends it. Throws `cloud.none`, `drill.running`, `drill.cloud-away`.
 */
export const startDrill = defineCommand({
  name: 'downtime.startDrill',
  input: z.strictObject({ minutes: z.int().min(1).max(480) }),
  output: z.strictObject({ startedAt: z.string(), until: z.string() }),
  example: { minutes: 30 },
  permission: 'practice.configure',
  audit: {
    action: 'drill.start',
    category: 'configuration',
    subject: () => null,
    detail: ({ minutes }) => ({ minutes }),
  },
})
