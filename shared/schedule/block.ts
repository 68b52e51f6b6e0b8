import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { DayMinute } from './availability.ts'

export const blockKinds = [
  'lunch',
  'meeting',
  'vacation',
  'illness',
  'holiday',
  'maintenance',
  'other',
] as const

/**
 * Time in which nothing is booked: a lunch on weekdays, a vacation, a holiday of the whole practice. By local date and minute, at the
 * location it is for, else where whatever it blocks is on that day.
 */
export const blocks = defineRecord({
  type: 'block',
  table: 'blocks',
  patient: null,
  merge: { all: 'clinical', note: 'low', by: 'low', at: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    /** Null: everybody and everything at the location. */
    resourceId: Id.nullable(),
    /** Null: at every location. */
    locationId: Id.nullable(),
    kind: z.enum(blockKinds),
    /** First and last day, both in it; null goes on. */
    firstDay: LocalDate,
    lastDay: LocalDate.nullable(),
    /** On which days of the week, 1 Monday to 7 Sunday; empty on every day. */
    weekdays: z.array(z.int().min(1).max(7)).max(7),
    /** All day is 0 to 1440. */
    fromMinute: DayMinute,
    toMinute: DayMinute,
    note: stored(200),
    by: Id,
    at: Instant,
  }),
})
