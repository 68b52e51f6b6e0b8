/** The order that a workstation wipes itself, as the cloud signs it, and the receipt that the workstation signs when it has. */
import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'
import { SignedRevocations } from './revocations.ts'

/** `when-sent`: not before all that waits there was sent; `at-once`: at the next contact, whatever waits. */
export const wipeHows = ['when-sent', 'at-once'] as const
export const WipeHow = z.enum(wipeHows)
export type WipeHow = z.output<typeof WipeHow>
const Nonce = z.string().regex(/^[0-9a-f]{64}$/)

export const WipeOrder = z.strictObject({
  kind: z.literal('wipe'),
  format: z.literal(1),
  practice: Id,
  device: Id,
  nonce: Nonce,
  how: WipeHow,
  orderedAt: Instant,
})
export type WipeOrder = z.output<typeof WipeOrder>
/** `sig`: as of a grant, with the same key. */
export const SignedWipeOrder = z.strictObject({ order: WipeOrder, sig: z.base64().max(400) })
export type SignedWipeOrder = z.output<typeof SignedWipeOrder>

export const WipeReceipt = z.strictObject({
  kind: z.literal('wiped'),
  format: z.literal(1),
  practice: Id,
  device: Id,
  /** Of the order. */
  nonce: Nonce,
  /** By the workstation's clock. */
  at: Instant,
})
/**
 * What `POST /v1/wipes` takes from whoever has it: the workstation has no key any more when it sends it. `cert`: PEM, the one that it
 * proved itself with; `sig`: with its key, as of a grant.
 */
export const SignedWipeReceipt = z.strictObject({
  receipt: WipeReceipt,
  cert: z.string().max(4000),
  sig: z.base64().max(400),
})
export type SignedWipeReceipt = z.output<typeof SignedWipeReceipt>

/** What `POST /v1/workstations/wipe` takes. `by`: who orders it, a user's id. */
export const OrderWipe = z.strictObject({ device: Id, by: Id, how: WipeHow, reason: z.string().max(40) })
export type OrderWipe = z.output<typeof OrderWipe>

/** What `POST /v1/workstations/wipe/confirm` and `/take-back` take, of the last order of a workstation. `by`: as in an order. */
export const DecideWipe = z.strictObject({ device: Id, by: Id })
export type DecideWipe = z.output<typeof DecideWipe>

/** How long the order of somebody waits who alone in the practice may give one: they may take it back until then. */
export const wipeWaitMs = 3_600_000

/** What the cloud answers to `GET /v1/orders`, also to a workstation that was revoked. */
export const Orders = z.object({
  order: SignedWipeOrder.nullable(),
  revocations: SignedRevocations,
})
export type Orders = z.output<typeof Orders>

/** How an order stands. `wipedAt`: as the workstation has signed it; null until it has. */
export const WipeState = z.object({
  how: WipeHow,
  orderedAt: Instant,
  wipedAt: Instant.nullable(),
  /** A user's id; null from a cloud that does not say. */
  orderedBy: Id.nullable().default(null),
  /** It does not stand yet: `another` person has to confirm it, or the `time` has to come. */
  waits: z.enum(['another', 'time']).nullable().default(null),
  /** From when it stands; null where nobody has confirmed it, and from a cloud that does not say. */
  standsFrom: Instant.nullable().default(null),
})
