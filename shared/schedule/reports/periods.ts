/** A stretch of local days, and the points of its course over time: its days, or its weeks where it is long. */
import { dayNumberOf, dayOfNumber, weekdayOf } from '../day-axis.ts'

/** A line with more points than this says no more than one by weeks. */
const mostDays = 62

export type Periods = Readonly<{
  /** Days since 1970, both in it. */
  first: number
  last: number
  /** First day of each point, YYYY-MM-DD: of a week its Monday, or the first day of the stretch. */
  days: readonly string[]
  /** Which point a day belongs to; null outside of the stretch. */
  at(dayNumber: number): number | null
}>

export function periodsOf(firstDay: string, lastDay: string): Periods {
  const [first, last] = [dayNumberOf(firstDay), dayNumberOf(lastDay)]
  const byWeek = last - first + 1 > mostDays
  const begin = byWeek ? first - (weekdayOf(first) - 1) : first
  const step = byWeek ? 7 : 1
  const count = Math.max(0, Math.floor((last - begin) / step) + 1)
  return {
    first,
    last,
    days: Array.from({ length: count }, (_none, at) => dayOfNumber(Math.max(first, begin + at * step))),
    at: (day) => (day < first || day > last ? null : Math.floor((day - begin) / step)),
  }
}
