import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/**
 * `put-off`: by thirty days, once. `disagreement`: the patient's answer to a denial; `rebuttal`: the practice's to that. `told`: who else
 * was told of what was accepted. `withdrawn`: the patient asks no more, or it was written down by mistake.
 */
export const actKinds = [
  'put-off',
  'accepted',
  'denied',
  'disagreement',
  'rebuttal',
  'told',
  'withdrawn',
] as const
export const ActKind = z.enum(actKinds)
export type ActKind = z.output<typeof ActKind>

/** By these a request is over. */
export const ending: readonly ActKind[] = ['accepted', 'denied', 'withdrawn']

/** The only reasons for which a request may be denied (45 CFR 164.526(a)(2)). */
export const denials = ['not-ours', 'not-in-the-set', 'not-open', 'accurate'] as const
export const Denial = z.enum(denials)
export type Denial = z.output<typeof Denial>

/** What was done about a request. Added to, never changed; of two decisions that workstations made while apart, both are shown. */
export const amendmentActs = defineRecord({
  type: 'amendment-act',
  table: 'amendmentActs',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    amendmentId: Id,
    /** That of the request. */
    patientId: Id,
    kind: ActKind,
    /** Of `denied`. */
    denial: Denial.nullable(),
    /** What was added to the record, why it was denied or put off, what the patient says, who was told. */
    text: stored(4000),
    /** Of `put-off`: the new day. */
    dueOn: LocalDate.nullable(),
    by: Id,
    at: Instant,
  }),
})
