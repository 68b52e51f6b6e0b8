import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'

/** What can happen to an appointment. The order is that of a visit; what follows `left` ends it otherwise, or brings it back. */
export const stepKinds = [
  'confirmed',
  'unconfirmed',
  'arrived',
  'roomed',
  'with-provider',
  'checkout',
  'left',
  'no-show',
  'cancelled',
  'rescheduled',
  'restored',
] as const
export type StepKind = (typeof stepKinds)[number]

/** Something that happened, by whoever saw it. One that was a mistake is taken out of the list; the log knows both. */
export const Step = z.strictObject({
  id: Id,
  kind: z.enum(stepKinds),
  at: Instant,
  /** Who did it; null for the patient themselves, by an answer to a message. */
  by: Id.nullable(),
  /** The room somebody was brought to. */
  roomId: Id.nullable(),
  /** Why it was called off, of the practice's list; how it was confirmed. */
  reason: stored(120),
  note: stored(400),
})
export type Step = z.output<typeof Step>
