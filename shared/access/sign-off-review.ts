import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { ReviewDecision, reviewDecisions } from './access-review.ts'

/**
 * Somebody has looked at what everybody may do, and signs for it: one line for each who is here, and none about oneself. Throws
 * `access.not-yourself`, `review.nobody-else`, `review.incomplete`.
 */
export const signOffReview = defineCommand({
  name: 'access.signOffReview',
  input: z.strictObject({
    lines: z.array(z.strictObject({ userId: Id, decision: ReviewDecision, note: text(200) })).max(2000),
  }),
  output: z.strictObject({ reviewId: z.string(), at: z.string() }),
  example: { lines: [{ userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', decision: 'keep', note: '' }] },
  permission: 'user.manage',
  stepUp: true,
  maxBytes: 1024 * 1024,
  audit: {
    action: 'access-review.sign-off',
    category: 'configuration',
    subject: () => null,
    detail: ({ lines }, output) => ({
      review: output?.reviewId ?? '',
      ...Object.fromEntries(
        reviewDecisions.map((each) => [each, lines.filter(({ decision }) => decision === each).length]),
      ),
    }),
  },
})

/** The last reviews, newest first. */
export const listReviews = defineQuery({
  name: 'access.listReviews',
  input: z.strictObject({}),
  output: z.strictObject({
    reviews: z.array(
      z.strictObject({
        reviewId: z.string(),
        at: z.string(),
        by: z.strictObject({ userId: z.string(), displayName: z.string() }),
        lines: z.array(
          z.strictObject({
            userId: z.string(),
            displayName: z.string(),
            decision: ReviewDecision,
            note: z.string(),
            held: z.array(z.string()),
          }),
        ),
      }),
    ),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['accessReviews', 'users'],
  audit: { action: 'access-review.list', category: 'configuration', subject: () => null },
})
