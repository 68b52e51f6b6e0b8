/** Minutes of local days as minutes since 1970: the clock on the wall of a place, also on the days it is set. */
import { Temporal } from 'temporal-polyfill'
import { iso, type Day } from '../days.ts'

/** The minute since 1970 at which the clock in `zone` (IANA name) says so; the later one where it says so twice or never. */
export function wallClock(zone: string): (day: Day, minute: number) => number {
  const begins = new Map<Day, number>()
  const beginOf = (day: Day): number => {
    let found = begins.get(day)
    if (found === undefined) {
      found = Temporal.PlainDate.from(iso(day)).toZonedDateTime(zone).epochMilliseconds / 60_000
      begins.set(day, found)
    }
    return found
  }
  return (day, minute) => {
    const begin = beginOf(day)
    const length = beginOf(day + 1) - begin
    // a clock is set at night, before anybody comes
    return minute < 240 || length === 1440 ? begin + minute : begin + minute + length - 1440
  }
}
