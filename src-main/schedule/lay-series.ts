/** The visits of a series as they would be: by its rule, without the holidays of its location. */
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dayOfNumber, localAt } from '../../shared/schedule/day-axis.ts'
import {
  expandSeries,
  holidaysAt,
  type IsHoliday,
  type Occurrence,
} from '../../shared/schedule/expand-series.ts'
import type { Planned } from '../../shared/schedule/planned.ts'
import type { SeriesRule } from '../../shared/schedule/series.ts'
import type { Reader } from '../store/reader.ts'
import { blocksBetween } from './hours.sql.ts'
import { placesOf } from './zones.ts'

/** A series goes on for years at most: a monthly one of 200. */
const farAhead = 366 * 20

export const holidaysFor = (
  read: Reader,
  locationId: string,
  firstDay: string,
  visit: Readonly<{ minute: number; minutes: number }>,
): IsHoliday => holidaysAt(blocksBetween(read, firstDay, addDays(firstDay, farAhead)), locationId, visit)

export type Start = Readonly<{ firstDay: string; minute: number; timeZone: string }>

/** Where a series begins: the local day and time of its first visit. */
export function startOf(
  read: Reader,
  { startsAt, locationId }: Pick<Planned, 'startsAt' | 'locationId'>,
): Start {
  const timeZone = placesOf(read).zoneOf(locationId)
  const { dayNumber, minute } = localAt(timeZone, minuteOf(startsAt))
  return { firstDay: dayOfNumber(dayNumber), minute, timeZone }
}

export const laySeries = (
  read: Reader,
  rule: SeriesRule,
  { firstDay, minute, timeZone }: Start,
  { locationId, minutes }: Pick<Planned, 'locationId' | 'minutes'>,
): Occurrence[] =>
  expandSeries(
    rule,
    { day: firstDay, minute, zone: timeZone },
    holidaysFor(read, locationId, firstDay, { minute, minutes }),
  )
