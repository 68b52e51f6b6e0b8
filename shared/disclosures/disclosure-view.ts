import { z } from 'zod'
import { givenFor, givenTo } from '../audit/handing-out.ts'
import { disclosureWays } from './disclosure.ts'

const given = {
  disclosureId: z.string(),
  day: z.string(),
  recipient: z.enum(givenTo),
  recipientName: z.string(),
  recipientAddress: z.string(),
  what: z.string(),
  purpose: z.enum(givenFor),
  purposeText: z.string(),
  how: z.enum(disclosureWays),
}

/** One disclosure as it was written down, with what stands in its place. */
export const DisclosureView = z.strictObject({
  ...given,
  notToldUntil: z.string().nullable(),
  corrects: z.string().nullable(),
  mistaken: z.boolean(),
  why: z.string(),
  /** It does not count any more: another one stands in its place, or says that nothing was given. */
  replaced: z.boolean(),
  by: z.string(),
  at: z.string(),
})
export type DisclosureView = z.output<typeof DisclosureView>

/** One line of what a patient is told. */
export const AccountedLine = z.strictObject({
  ...given,
  /** The law has the practice tell of it (45 CFR 164.528). */
  accounted: z.boolean(),
  /** The practice had written something else before. */
  corrected: z.boolean(),
})
export type AccountedLine = z.output<typeof AccountedLine>
