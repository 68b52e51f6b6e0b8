import { z } from 'zod'
import { ActKind, Denial } from './amendment-act.ts'
import { Asker, EntryType } from './amendment.ts'

export const AmendmentState = z.enum(['open', 'accepted', 'denied', 'withdrawn'])
export type AmendmentState = z.output<typeof AmendmentState>

/** A request with all that became of it. */
export const AmendmentView = z.strictObject({
  amendmentId: z.string(),
  patientId: z.string(),
  entry: z.strictObject({ type: EntryType, id: z.string(), text: z.string() }).nullable(),
  wrong: z.string(),
  shouldSay: z.string(),
  askedBy: Asker,
  askedByName: z.string(),
  askedOn: z.string(),
  /** As it is now: of a request that was put off, the later day. */
  dueOn: z.string(),
  /** Of several decisions the last. */
  state: AmendmentState,
  by: z.string(),
  at: z.string(),
  acts: z.array(
    z.strictObject({
      actId: z.string(),
      kind: ActKind,
      denial: Denial.nullable(),
      text: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
})
export type AmendmentView = z.output<typeof AmendmentView>
