import { z } from 'zod'
import { Id, Instant, LocalDate } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const SeriesRule = z.strictObject({
  unit: z.enum(['day', 'week', 'month']),
  every: z.int().min(1).max(52),
  /** Of weeks: on which days, 1 Monday to 7 Sunday; empty on that of the first. */
  weekdays: z.array(z.int().min(1).max(7)).max(7),
  /** Of months: on the same date, or on the same weekday of the month (`second Tuesday`). */
  monthly: z.enum(['date', 'weekday']),
  count: z.int().min(1).max(200),
  /** On a holiday: left out, and another is added at the end; or on the next day that is none. */
  holidays: z.enum(['skip', 'next-day']),
})
export type SeriesRule = z.output<typeof SeriesRule>

/**
 * Appointments that were booked together. Each is a row of its own, with its number: the rule says how they were made, and what is changed
 * afterwards is changed in them.
 */
export const appointmentSeries = defineRecord({
  type: 'appointment-series',
  table: 'appointmentSeries',
  patient: 'patientId',
  merge: { all: 'clinical', patientId: 'immutable', madeAt: 'immutable', madeBy: 'immutable' },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    rule: SeriesRule,
    firstDay: LocalDate,
    madeAt: Instant,
    madeBy: Id,
  }),
})
