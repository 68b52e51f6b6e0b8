import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const reviewDecisions = ['keep', 'change', 'end'] as const
export const ReviewDecision = z.enum(reviewDecisions)
export type ReviewDecision = z.output<typeof ReviewDecision>

/** Somebody has looked at what everybody may do, and signs for it. Never changed: the next review is another row. */
export const accessReviews = defineRecord({
  type: 'access-review',
  table: 'accessReviews',
  patient: null,
  merge: { all: 'immutable' },
  since: 2,
  row: z.strictObject({
    id: Id,
    reviewedBy: Id,
    at: Instant,
    lines: z
      .array(
        z.strictObject({
          userId: Id,
          decision: ReviewDecision,
          note: stored(200),
          /** Their roles and levels when it was signed, by name, and where they reach some locations only, which. */
          held: z.array(stored(60)).max(25),
        }),
      )
      .max(2000),
  }),
})
