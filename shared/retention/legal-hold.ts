import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/**
 * Nothing of what it is on is let go, whatever the policy says, until it is lifted: a chart, or all of the practice. It never changes;
 * that it was lifted is a row of its own.
 */
export const legalHolds = defineRecord({
  type: 'legal-hold',
  table: 'legalHolds',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({
    id: Id,
    /** Null: all of the practice. */
    patientId: Id.nullable(),
    reason: stored(1000),
    by: Id,
    at: Instant,
  }),
})

export const liftedHolds = defineRecord({
  type: 'lifted-hold',
  table: 'liftedHolds',
  patient: null,
  merge: { all: 'immutable' },
  since: 4,
  row: z.strictObject({ id: Id, legalHoldId: Id, reason: stored(1000), by: Id, at: Instant }),
})
