import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** How long this workstation gets on without the cloud, what would be lost with it, and when that was last tried. */
export const getReadiness = defineQuery({
  name: 'downtime.getReadiness',
  input: z.strictObject({}),
  output: z.strictObject({
    hasCloud: z.boolean(),
    /** When everything there was had been read; null for not since sign-in. */
    lastRead: z.string().nullable(),
    /** Changes that are here and not yet in the cloud, the oldest of them, and drafts, of everybody. */
    toSend: z.int(),
    oldestToSend: z.string().nullable(),
    drafts: z.int(),
    /** Until when it can prove itself to the cloud without having reached it; null without a cloud. */
    certificateUntil: z.string().nullable(),
    /** Record numbers it may give out alone. */
    numbersLeft: z.int(),
    /** Bytes. */
    diskFree: z.number(),
    storeBytes: z.number(),
    /** What a day uses up on the average; null where too few days have been measured. */
    perDay: z.strictObject({ numbers: z.number(), bytes: z.number() }).nullable(),
    measuredDays: z.int(),
    drill: z.strictObject({ startedAt: z.string(), until: z.string() }).nullable(),
    lastDrill: z
      .strictObject({ startedAt: z.string(), endedAt: z.string(), signedAt: z.string().nullable() })
      .nullable(),
    /** Times without the cloud that nobody has signed off yet. */
    unsigned: z.int(),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['*'],
  audit: { none: 'figures of this workstation, of nobody in particular' },
})
