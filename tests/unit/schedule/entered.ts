/** Hours and blocks as people may enter them, around a day: weekly and by date, kept and released, some of them backwards. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { AvailabilityRow, BlockRow } from '../../../shared/schedule/open-hours.ts'
import { dayAfter } from './zones.ts'

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 1440 }),
)
const from = (day: string, min: number, max: number) =>
  fc.integer({ min, max }).map((far) => dayAfter(day, far))
export const stretch = (day: string): fc.Arbitrary<AvailabilityRow> =>
  fc
    .record({
      resourceId: fc.constantFrom('doctor', 'doctor', 'doctor', 'another'),
      locationId: fc.constantFrom('here', 'there'),
      weekly: fc.boolean(),
      weekday: from(day, -1, 2).map((near) => Temporal.PlainDate.from(near).dayOfWeek),
      everyWeeks: fc.constantFrom(1, 1, 2, 3),
      since: from(day, -40, 2),
      dateOf: from(day, -2, 2),
      lasting: fc.option(fc.integer({ min: 0, max: 40 })),
      minutes: fc.tuple(minuteOfDay, minuteOfDay),
      backwards: fc.constantFrom(false, false, false, false, true),
      kind: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const),
      visitTypeIds: fc.subarray(['new', 'old', 'long']),
      releaseHours: fc.option(fc.integer({ min: 0, max: 72 })),
    })
    .map(({ weekly, lasting, minutes, backwards, since, dateOf, ...row }) => ({
      ...row,
      weekday: weekly ? row.weekday : null,
      firstDay: weekly ? since : dateOf,
      lastDay: !weekly ? dateOf : lasting === null ? null : dayAfter(since, lasting),
      fromMinute: backwards ? Math.max(...minutes) : Math.min(...minutes),
      toMinute: backwards ? Math.min(...minutes) : Math.max(...minutes),
      kind: weekly ? 'open' : row.kind,
    }))
export const block = (day: string, at: number): fc.Arbitrary<BlockRow> =>
  fc
    .record({
      resourceId: fc.constantFrom('doctor', 'another', null),
      locationId: fc.constantFrom('here', 'there', null),
      kind: fc.constantFrom('lunch' as const, 'holiday' as const),
      firstDay: from(day, -20, 2),
      lasting: fc.option(fc.integer({ min: 0, max: 30 })),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      fromMinute: minuteOfDay,
      toMinute: minuteOfDay,
    })
    .map(({ lasting, ...row }) => ({
      ...row,
      id: `block ${String(at)}`,
      lastDay: lasting === null ? null : dayAfter(row.firstDay, lasting),
      note: '',
    }))
