/**
 * Local days and what passes in them. A day of a schedule is reckoned in minutes since 1970: where a clock is set it has 23, 23½ or 25 hours,
 * and nothing that is drawn, searched or counted has to know (docs/schedule.md, "How a day is reckoned").
 */
import { Temporal } from 'temporal-polyfill'

/** Days since 1970 of `2026-03-04`. */
export const dayNumberOf = (day: string): number => Math.floor(Date.parse(day) / 86_400_000)
export const dayOfNumber = (number: number): string =>
  new Date(number * 86_400_000).toISOString().slice(0, 10)
/** 1 Monday to 7 Sunday; 1 January 1970 was a Thursday. */
export const weekdayOf = (dayNumber: number): number => ((((dayNumber + 3) % 7) + 7) % 7) + 1
/** Weeks begin on Monday. */
export const weekNumberOf = (dayNumber: number): number => Math.floor((dayNumber + 3) / 7)

/** Minutes since 1970 in which a zone keeps one offset: `toMin` is the first of the next. */
type Span = Readonly<{ fromMin: number; toMin: number; offset: number }>

/**
 * What a zone's law says, the same for everybody: kept for as long as the process is there, since Temporal takes some milliseconds to say it.
 */
const known = new Map<string, Span[]>()

/** Whether this version knows a zone by that name. Of one it does not, days are reckoned in UTC: the hours are wrong then, and still there. */
export function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId !== ''
  } catch {
    return false
  }
}

const toMinute = (at: Temporal.ZonedDateTime | null, otherwise: number): number =>
  at === null ? otherwise : Math.floor(at.epochMilliseconds / 60_000)

function spanAt(zone: string, minute: number): Span {
  let spans = known.get(zone)
  if (!spans) known.set(zone, (spans = []))
  const found = spans.find(({ fromMin, toMin }) => fromMin <= minute && minute < toMin)
  if (found) return found
  const here = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(
    isZone(zone) ? zone : 'UTC',
  )
  const next = toMinute(here.getTimeZoneTransition('next'), Number.POSITIVE_INFINITY)
  // the moment a clock is set belongs to what follows, and is no transition before itself
  const previous = here.add({ minutes: 1 }).getTimeZoneTransition('previous')
  const span = {
    fromMin: toMinute(previous, Number.NEGATIVE_INFINITY),
    toMin: next,
    offset: Math.floor(here.offsetNanoseconds / 60_000_000_000),
  }
  spans.push(span)
  return span
}

/**
 * The minute since 1970 at which the clock on the wall first shows a time, or a later one: what the clock leaves out is the moment it is set, and
 * of what it shows twice it is the first. So whoever goes on from minute to minute of a local day never goes back.
 */
export function minuteAt(zone: string, dayNumber: number, minuteOfDay: number): number {
  const wall = dayNumber * 1440 + minuteOfDay
  // no zone is further than 26 hours from another
  let span = spanAt(zone, wall - 1560)
  for (;;) {
    const minute = Math.max(span.fromMin, wall - span.offset)
    if (minute < span.toMin) return minute
    span = spanAt(zone, span.toMin)
  }
}

export type LocalMinute = Readonly<{ dayNumber: number; minute: number }>

/** What calendar and clock show. */
export function localAt(zone: string, minute: number): LocalMinute {
  const wall = minute + spanAt(zone, minute).offset
  const dayNumber = Math.floor(wall / 1440)
  return { dayNumber, minute: wall - dayNumber * 1440 }
}

export type DaySpan = Readonly<{ fromMin: number; toMin: number }>

/** First minute of a day, and the first after it. */
export const daySpan = (zone: string, dayNumber: number): DaySpan => ({
  fromMin: minuteAt(zone, dayNumber, 0),
  toMin: minuteAt(zone, dayNumber + 1, 0),
})
