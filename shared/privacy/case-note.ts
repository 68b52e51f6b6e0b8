import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** `proper`: it was right to read. `improper`: it was not, and is no breach. `breach`: it has to be told (45 CFR 164.402). */
export const caseFindings = ['proper', 'improper', 'breach'] as const
export const CaseFinding = z.enum(caseFindings)
export type CaseFinding = z.output<typeof CaseFinding>

/** The four factors of 45 CFR 164.402(2), in words. */
export const RiskFactors = z.strictObject({
  /** What was seen, and how well it says who is meant. */
  nature: stored(1000),
  /** Who has read it. */
  who: stored(1000),
  /** Whether it was really acquired or viewed. */
  viewed: stored(1000),
  /** How far the risk has been made less. */
  mitigated: stored(1000),
})
export type RiskFactors = z.output<typeof RiskFactors>

/** What somebody wrote to a case, or found: then it is closed. Added to, never changed; two findings are both shown. */
export const caseNotes = defineRecord({
  type: 'case-note',
  table: 'caseNotes',
  patient: null,
  merge: { all: 'immutable' },
  since: 3,
  row: z.strictObject({
    id: Id,
    caseId: Id,
    /** Null: a note on the way. */
    finding: CaseFinding.nullable(),
    text: stored(2000),
    /** Where it was not proper. */
    factors: RiskFactors.nullable(),
    by: Id,
    at: Instant,
  }),
})
