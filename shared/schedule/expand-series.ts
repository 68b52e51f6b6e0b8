/** The visits of a series, from its rule: whoever expands it, wherever, comes to the same numbers, days and ids. */
import { dayNumberOf, dayOfNumber, minuteAt, weekdayOf, weekNumberOf } from './day-axis.ts'
import { isBlocking, type BlockRow } from './open-hours.ts'
import type { SeriesRule } from './series.ts'

export type Occurrence = Readonly<{
  /** From 1 to the rule's count. */
  number: number
  /** By the calendar and the clock of the location. */
  day: string
  minute: number
  /** Minutes since 1970. */
  startMin: number
}>

export type SeriesStart = Readonly<{
  /** The first visit is on it, or on the first day after it that the rule takes. */
  day: string
  minute: number
  /** IANA name, of the location. */
  zone: string
}>

/** Whether a local day is one of those the rule goes by. Days since 1970. */
export type IsHoliday = (dayNumber: number) => boolean

/** So many days in a row that are left out end a series: nobody waits for a practice that is closed for good. */
const patience = 400

export function expandSeries(rule: SeriesRule, start: SeriesStart, isHoliday: IsHoliday): Occurrence[] {
  const found: Occurrence[] = []
  let refused = 0
  let last = Number.NEGATIVE_INFINITY
  for (const asked of daysBy(rule, dayNumberOf(start.day))) {
    // one that was moved on may stand where this one would
    let day = Math.max(asked, last + 1)
    if (rule.holidays === 'skip' && isHoliday(day)) {
      refused += 1
      if (refused > patience) break
      continue
    }
    day = nextOpen(day, isHoliday)
    if (day - asked > patience) break
    refused = 0
    last = day
    found.push({
      number: found.length + 1,
      day: dayOfNumber(day),
      minute: start.minute,
      startMin: minuteAt(start.zone, day, start.minute),
    })
    if (found.length === rule.count) break
  }
  return found
}

/** The day itself or the first after it that is no holiday; a day more than anybody waits, where there is none. */
export function nextOpen(from: number, isHoliday: IsHoliday): number {
  let day = from
  while (day - from <= patience && isHoliday(day)) day += 1
  return day
}

/** Days since 1970, always later ones. */
function* daysBy(rule: SeriesRule, first: number): Generator<number> {
  if (rule.unit === 'day') for (let n = 0; ; n += 1) yield first + n * rule.every
  if (rule.unit === 'month') {
    for (let n = 0; ; n += 1) yield monthly(rule, first, n * rule.every)
  }
  const monday = weekNumberOf(first) * 7 - 3
  const weekdays =
    rule.weekdays.length > 0 ? [...new Set(rule.weekdays)].toSorted((a, b) => a - b) : [weekdayOf(first)]
  for (let n = 0; ; n += 1)
    for (const weekday of weekdays) {
      const day = monday + n * rule.every * 7 + weekday - 1
      if (day >= first) yield day
    }
}

/**
 * So many months on. A month without that date has the visit on its last day, and one without a fifth Tuesday on its last Tuesday: nobody
 * goes a month without.
 */
function monthly({ monthly: by }: SeriesRule, first: number, months: number): number {
  const at = new Date(first * 86_400_000)
  const [year, month, date] = [at.getUTCFullYear(), at.getUTCMonth() + months, at.getUTCDate()]
  const firstOfMonth = Date.UTC(year, month, 1) / 86_400_000
  const length = Date.UTC(year, month + 1, 1) / 86_400_000 - firstOfMonth
  if (by === 'date') return firstOfMonth + Math.min(date, length) - 1
  const wanted = (weekdayOf(first) - weekdayOf(firstOfMonth) + 7) % 7
  const nth = Math.floor((date - 1) / 7)
  return firstOfMonth + wanted + 7 * (wanted + 7 * nth < length ? nth : nth - 1)
}

/**
 * The same series and number have the same id, wherever it is made: the series' id with its version digit 8 and the number in its last two
 * bytes. So two workstations that extend a series apart make one row of each visit (RFC 9562, 5.8).
 */
export const occurrenceId = (seriesId: string, number: number): string =>
  `${seriesId.slice(0, 14)}8${seriesId.slice(15, 32)}${number.toString(16).padStart(4, '0')}`

/** Holidays of everybody at a location that touch a visit of so many minutes from a local minute on. */
export function holidaysAt(
  blocks: readonly BlockRow[],
  locationId: string,
  visit: Readonly<{ minute: number; minutes: number }>,
): IsHoliday {
  const holidays = blocks
    .filter(
      (block) =>
        block.kind === 'holiday' &&
        block.resourceId === null &&
        (block.locationId === null || block.locationId === locationId) &&
        block.fromMinute < visit.minute + visit.minutes &&
        visit.minute < block.toMinute,
    )
    .map((block) => ({
      ...block,
      first: dayNumberOf(block.firstDay),
      last: block.lastDay === null ? Number.POSITIVE_INFINITY : dayNumberOf(block.lastDay),
    }))
  return (day) => holidays.some((holiday) => isBlocking(holiday, day))
}
