import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'

/** Somebody tried to reach them about it. */
export const RecallTry = z.strictObject({
  id: Id,
  at: Instant,
  by: Id,
  how: z.enum(['phone', 'message', 'letter']),
  note: stored(200),
})

/** Somebody is to come again by a day, and has no appointment yet. */
export const recalls = defineRecord({
  type: 'recall',
  table: 'recalls',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    patientId: 'immutable',
    tries: 'set',
    note: 'low',
    madeAt: 'immutable',
    madeBy: 'immutable',
  },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    visitTypeId: Id.nullable(),
    providerId: Id.nullable(),
    dueOn: LocalDate,
    reason: stored(400),
    note: stored(400),
    tries: z.array(RecallTry).max(60),
    appointmentId: Id.nullable(),
    state: z.enum(['due', 'booked', 'closed']),
    madeAt: Instant,
    madeBy: Id,
  }),
})

export type Recall = RowOf<typeof recalls>
