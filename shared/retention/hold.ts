import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

const patientId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'
const legalHoldId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1adb'

/**
 * Holds a chart, or with `patientId` null all of the practice: nothing of it is let go until the hold is lifted. Throws
 * `patient.not-found`, `hold.there` where the same is held already.
 */
export const placeHold = defineCommand({
  name: 'retention.placeHold',
  input: z.strictObject({ patientId: Id.nullable(), reason: words(1000) }),
  output: z.strictObject({ legalHoldId: z.string() }),
  example: { patientId, reason: 'Letter of Harbor Law of 2 March: a claim is coming.' },
  permission: 'legal.hold',
  closedCharts: 'too',
  audit: {
    action: 'hold.place',
    category: 'configuration',
    subject: (input) => input.patientId,
    detail: (input, output) => ({
      what: input.patientId === null ? 'practice' : 'chart',
      ...(output && { hold: output.legalHoldId }),
    }),
  },
})

/** Throws `hold.not-found`, `hold.lifted`. */
export const liftHold = defineCommand({
  name: 'retention.liftHold',
  input: z.strictObject({ legalHoldId: Id, reason: words(1000) }),
  output: z.strictObject({}),
  example: { legalHoldId, reason: 'The claim was settled; letter of 9 June.' },
  permission: 'legal.hold',
  stepUp: true,
  audit: {
    action: 'hold.lift',
    category: 'configuration',
    subject: () => null,
    detail: (input) => ({ hold: input.legalHoldId }),
  },
})

export const HoldLine = z.strictObject({
  legalHoldId: z.string(),
  patientId: z.string().nullable(),
  /** As lists show it; empty where all of the practice is held. */
  patientName: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  lifted: z.strictObject({ reason: z.string(), by: z.string(), at: z.string() }).nullable(),
})
export type HoldLine = z.output<typeof HoldLine>

/** Those in force first, then those that were lifted, each the latest first. */
export const listHolds = defineQuery({
  name: 'retention.listHolds',
  input: z.strictObject({}),
  output: z.strictObject({ holds: z.array(HoldLine).max(2000) }),
  example: {},
  permission: 'legal.hold',
  reads: ['legalHolds', 'liftedHolds', 'patients', 'users'],
  audit: { action: 'hold.list', category: 'configuration', subject: () => null },
})
