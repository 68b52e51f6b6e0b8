import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** How many wait for somebody at the desk to call them: beside the button that opens each list. */
export const getWaitingCounts = defineQuery({
  name: 'schedule.getWaitingCounts',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Who waits and was found a time for that is still to come, and has not answered. */
    offers: z.int(),
    /** Recalls whose day is here or past. */
    recalls: z.int(),
    /** Answers to reminders that ask the desk for something. */
    replies: z.int(),
  }),
  example: {},
  permission: 'schedule.read',
  reads: ['waitlistEntries', 'recalls', 'reminders', 'practices'],
  audit: { none: 'how many wait, which is about nobody' },
})
