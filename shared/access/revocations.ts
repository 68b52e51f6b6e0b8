/** The practice's list of who is not to come in any more: signed, numbered and cumulative, so that it can be carried by hand to where there is no network. */
import { z } from 'zod'
import { Id, Instant } from '../kernel/fields.ts'

/** Ids only: whoever finds the file learns nobody's name. */
export const RevocationList = z.strictObject({
  kind: z.literal('revocations'),
  format: z.literal(1),
  practice: Id,
  /** From 1; another one each time that what it says is another. */
  number: z.int().min(1),
  /** What was granted to somebody on it up to here is void. */
  issuedAt: Instant,
  /** Who is suspended or gone. */
  people: z.array(Id).max(5000),
  /** Those that were revoked. */
  workstations: z.array(Id).max(5000),
})
export type RevocationList = z.output<typeof RevocationList>

/** What the file holds. `sig`: as of a grant, with the same key. */
export const SignedRevocations = z.strictObject({ list: RevocationList, sig: z.base64().max(400) })
export type SignedRevocations = z.output<typeof SignedRevocations>

/** Of the longest list, in bytes. */
export const mostListBytes = 1024 * 1024
