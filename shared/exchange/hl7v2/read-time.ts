/** HL7 v2 dates and times (DTM): YYYY[MM[DD[HH[MM[SS[.S]]]]]][+/-ZZZZ], as far as they are said. Source: HL7 v2.5.1, 2A.22. */
import { Temporal } from 'temporal-polyfill'
import { instantOf } from '../../kernel/time.ts'

export type SaidTime = Readonly<{
  /** `2021`, `2021-09` or `2021-09-24`. */
  day: string
  /** Minutes of that day; null where only the day, or less, is said. */
  minute: number | null
  /** Minutes before (less than 0) or after UTC; null where none is said. */
  offset: number | null
}>

const form = /^(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:\.\d{1,4})?)?)?)?)?)?([+-]\d{4})?$/

/** Null where it is no time, or none that there was. An hour without minutes is its beginning; seconds do not count. */
export function readTime(text: string): SaidTime | null {
  const [, year, month, date, hour, minute, second = '00', zone] = form.exec(text.trim()) ?? []
  if (year === undefined) return null
  const day = [year, month, date].filter(Boolean).join('-')
  const first = `${day}-01-01`.slice(0, 10)
  if (!isDay(first)) return null
  const [h, m] = [Number(hour ?? 0), Number(minute ?? 0)]
  if (h > 23 || m > 59 || Number(second) > 59) return null
  const offset = zone === undefined ? null : offsetOf(zone)
  if (zone !== undefined && offset === null) return null
  return { day, minute: hour === undefined ? null : h * 60 + m, offset }
}

function offsetOf(zone: string): number | null {
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3))]
  return hours > 14 || minutes > 59 ? null : (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes)
}

function isDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' }).toString() === day
  } catch {
    return false
  }
}

/**
 * The instant, UTC. One without an offset is by the clock on the wall in `zone`; of an hour that comes twice it is the first. Null where that
 * clock never shows it: on the day it is set forward.
 */
export function instantAt(
  { day, minute, offset }: SaidTime & Readonly<{ minute: number }>,
  zone: string,
): string | null {
  if (offset !== null) return instantOf(Date.parse(`${day}T00:00:00.000Z`) + (minute - offset) * 60_000)
  const wall = Temporal.PlainDate.from(day).toPlainDateTime({
    hour: Math.floor(minute / 60),
    minute: minute % 60,
  })
  const there = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return there.toPlainDateTime().equals(wall) ? instantOf(there.epochMilliseconds) : null
}

/** How far the clocks of a zone are from UTC at a moment, minutes. */
export const offsetIn = (zone: string, instant: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).offsetNanoseconds / 60e9
