import { z } from 'zod'
import { givenFor, givenTo } from '../audit/handing-out.ts'
import { Id, Instant, LocalDate, stored, text, words } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** On paper from here, handed over in person, and so on. */
export const disclosureWays = ['printed', 'handed', 'fax', 'mail', 'phone', 'electronic'] as const
export type DisclosureWay = (typeof disclosureWays)[number]
export type GivenTo = (typeof givenTo)[number]
export type GivenFor = (typeof givenFor)[number]

/** Whom, why and what, as somebody says it. A recipient but the patient has a name, and another reason is said in words: `faultOfGiven`. */
export const Given = z.strictObject({
  recipient: z.enum(givenTo),
  /** Of the person or the organization. */
  recipientName: text(200),
  /** As far as it is known. */
  recipientAddress: text(300),
  /** In brief: no results, no diagnoses. */
  what: words(300),
  purpose: z.enum(givenFor),
  /** In words; `other` needs them. */
  purposeText: text(300),
  /** An authority or law enforcement has asked that the patient is not told before this day (45 CFR 164.528(a)(2)). */
  notToldUntil: LocalDate.nullable(),
})
export type Given = z.output<typeof Given>

/**
 * A patient's data was given out. It never changes: what was wrong is corrected by another one that names it, and both stay. Every
 * workstation has all of them, whatever charts it holds.
 */
export const disclosures = defineRecord({
  type: 'disclosure',
  table: 'disclosures',
  patient: null,
  merge: { all: 'immutable' },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    /** When it was given, at the practice. */
    day: LocalDate,
    recipient: z.enum(givenTo),
    recipientName: stored(200),
    recipientAddress: stored(300),
    what: stored(300),
    purpose: z.enum(givenFor),
    purposeText: stored(300),
    how: z.enum(disclosureWays),
    notToldUntil: LocalDate.nullable(),
    /** The one this stands in place of. */
    corrects: Id.nullable(),
    /** Of a correction: nothing was given, it was written down by mistake. */
    mistaken: z.boolean(),
    /** Of a correction: why. */
    why: stored(300),
    by: Id,
    at: Instant,
  }),
})
