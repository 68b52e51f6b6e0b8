import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

/** Minutes of a local day; 1440 is the end of it. On the day a clock is set they are what the clock on the wall says. */
export const DayMinute = z.int().min(0).max(1440)

/**
 * When a provider (or a room that is not always open) can be booked: one stretch of a day of the week, or of one date. One row a stretch, so that
 * two people who edit different stretches do not meet. Where a date has rows of its own at a location, the weekly ones do not count on it there.
 */
export const availabilities = defineRecord({
  type: 'availability',
  table: 'availabilities',
  patient: null,
  merge: { all: 'clinical', note: 'low', by: 'low', at: 'low', resourceId: 'immutable' },
  since: 6,
  row: z.strictObject({
    id: Id,
    resourceId: Id,
    locationId: Id,
    /** Of a weekly stretch, 1 Monday to 7 Sunday; null for one of a date. */
    weekday: z.int().min(1).max(7).nullable(),
    /** Every so many weeks, counted from the week `firstDay` is in. */
    everyWeeks: z.int().min(1).max(12),
    /** First and last day it holds; of a stretch of a date both are that date. */
    firstDay: LocalDate,
    lastDay: LocalDate.nullable(),
    fromMinute: DayMinute,
    toMinute: DayMinute,
    /** `closed`: of a date, so that nothing of the week holds on it. */
    kind: z.enum(['open', 'closed']),
    /** Kept for these visit types; empty for every one. */
    visitTypeIds: z.array(Id).max(60),
    /** What is kept becomes free for every type so many hours before; null never. */
    releaseHours: z.int().min(0).max(2000).nullable(),
    note: stored(200),
    by: Id,
    at: Instant,
  }),
})
