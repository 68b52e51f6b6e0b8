import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** Why a chart is closed to most of the practice. `part-2`: substance use records under 42 CFR Part 2; `requested`: the patient asked (45 CFR 164.522). */
export const restrictionKinds = ['vip', 'staff', 'family', 'part-2', 'psychotherapy', 'requested'] as const
export const RestrictionKind = z.enum(restrictionKinds)
export type RestrictionKind = z.output<typeof RestrictionKind>

/** A chart that is closed to all but those named. One for a patient, by the patient's id; every workstation has them all, whatever charts it holds. */
export const chartRestrictions = defineRecord({
  type: 'chart-restriction',
  table: 'chartRestrictions',
  patient: null,
  merge: { all: 'low', kinds: 'set', people: 'set' },
  since: 3,
  row: z.strictObject({
    id: Id,
    kinds: z.array(RestrictionKind).max(6),
    /** For those who may see it; never for whoever is kept out. */
    note: stored(300),
    /** Who may open it: users by id. */
    people: z.array(Id).max(200),
    /** False once it was lifted. */
    active: z.boolean(),
    by: Id,
    at: Instant,
  }),
})
