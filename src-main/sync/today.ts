/** Today, where the practice is, as a window of moments. */
import type { Window } from '../../shared/sync/charts.ts'
import { addDays, dayIn, startOfDay } from '../../shared/kernel/time.ts'
import type { Reader } from '../store/reader.ts'

/** `now`: ISO 8601. What is known to the day only is within it as well. */
export function todayOf(read: Reader, now: string): Window {
  const practice = read.first((sql) => sql.selectFrom('practices').select('timeZone').limit(1))
  const zone = practice && isZone(practice.timeZone) ? practice.timeZone : 'UTC'
  const day = dayIn(zone, Date.parse(now))
  const next = addDays(day, 1)
  const [since, before] = [startOfDay(zone, day), startOfDay(zone, next)]
  // text order is time order, and a day by itself comes before every instant of it
  return { since: day < since ? day : since, before: next > before ? next : before }
}

/** A name that this version does not know is no reason to wait for it. */
function isZone(name: string): boolean {
  try {
    return dayIn(name, 0) !== ''
  } catch {
    return false
  }
}
