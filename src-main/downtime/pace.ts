import { daysBetween } from '../../shared/kernel/time.ts'
import type { DayRow } from './readiness.sql.ts'

/** Fewer days say nothing of a week. */
const leastDays = 3

export type Pace = Readonly<{
  perDay: Readonly<{ numbers: number; bytes: number }> | null
  measuredDays: number
}>

/** What a day uses up on the average of the days that were measured, the earliest first. */
export function paceOf(days: readonly DayRow[]): Pace {
  const [first, last] = [days[0], days.at(-1)]
  const measuredDays = first && last ? daysBetween(first.day, last.day) : 0
  if (!first || !last || measuredDays < leastDays) return { perDay: null, measuredDays }
  let numbers = 0
  // where there are more than the day before, the cloud has given new ones: what was used that day is not known
  for (const [n, { numbers: left }] of days.entries())
    numbers += Math.max(0, (days[n - 1]?.numbers ?? left) - left)
  const bytes = Math.max(0, last.storeBytes - first.storeBytes)
  return { perDay: { numbers: numbers / measuredDays, bytes: bytes / measuredDays }, measuredDays }
}
