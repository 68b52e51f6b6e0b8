/** Days as the schedule says them. They are dates of a calendar: no clock has to do with it. */
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' })
const [short, long, month, range] = [
  format({ weekday: 'short', month: 'short', day: 'numeric' }),
  format({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' }),
  format({ month: 'long', year: 'numeric' }),
  format({ month: 'short', day: 'numeric' }),
]
const at = (day: string) => Date.parse(day)

/** `Tue, Mar 3`. */
export const weekdayText = (day: string): string => short.format(at(day))
/** `Tuesday, March 3, 2026`. */
export const longDayText = (day: string): string => long.format(at(day))
/** `March 2026`. */
export const monthOfText = (day: string): string => month.format(at(day))
/** `Mar 2 – Mar 8, 2026`. */
export const weekText = (first: string, last: string): string =>
  `${range.format(at(first))} – ${range.format(at(last))}, ${last.slice(0, 4)}`
