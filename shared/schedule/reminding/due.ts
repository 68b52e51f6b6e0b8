/** When a reminder is sent. */
import { Temporal } from 'temporal-polyfill'
import { instantOf } from '../../kernel/time.ts'

type Quiet = Readonly<{ quietFrom: number; quietTo: number }>

/** Whether messages are kept back at a minute of a day. The hours may go over midnight; the same twice is never. */
export const isQuiet = ({ quietFrom, quietTo }: Quiet, minute: number): boolean =>
  quietFrom <= quietTo ? minute >= quietFrom && minute < quietTo : minute >= quietFrom || minute < quietTo

/** The first moment from `ms` on at which messages may be sent, ms; by the clock on the wall in `zone`. */
export function afterQuiet(quiet: Quiet, zone: string, ms: number): number {
  const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  const minute = there.hour * 60 + there.minute
  if (!isQuiet(quiet, minute)) return ms
  const day = there.toPlainDate().add({ days: minute < quiet.quietTo ? 0 : 1 })
  // 24:00 is the beginning of the day after
  const wall = day.toPlainDateTime().add({ minutes: quiet.quietTo })
  return wall.toZonedDateTime(zone).epochMilliseconds
}

/**
 * When somebody is reminded so many hours before, ISO 8601; null where that is not to be: they booked later than that, or by the end of the quiet
 * hours the appointment has begun.
 */
export function dueAt(
  { startsAt, madeAt }: Readonly<{ startsAt: string; madeAt: string }>,
  hours: number,
  quiet: Quiet,
  zone: string,
): string | null {
  const wanted = Date.parse(startsAt) - hours * 3_600_000
  if (Date.parse(madeAt) > wanted) return null
  const due = afterQuiet(quiet, zone, wanted)
  return due < Date.parse(startsAt) ? instantOf(due) : null
}
