/** When resources can be booked, read for as many days as are asked for. */
import { dayOfNumber, localAt } from '../../shared/schedule/day-axis.ts'
import { makeOpenHours, type OpenResource } from '../../shared/schedule/open-hours.ts'
import type { Reader } from '../store/reader.ts'
import { availabilitiesOf, blocksBetween, withHours } from './open-hours.sql.ts'
import { placesOf, type Places } from './zones.ts'

/** Answers for these resources from one minute since 1970 until another, at most. */
export function openHoursOf(
  read: Reader,
  resources: readonly OpenResource[],
  span: Readonly<{ fromMin: number; toMin: number }>,
  nowMin: number,
  { zoneOf }: Places = placesOf(read),
) {
  // wherever they are it is the day before at the earliest, and the day after at the latest
  const first = dayOfNumber(localAt('UTC', span.fromMin).dayNumber - 1)
  const last = dayOfNumber(localAt('UTC', span.toMin).dayNumber + 1)
  const places = resources.filter(({ kind }) => kind !== 'provider').map(({ id }) => id)
  return makeOpenHours({
    availabilities: availabilitiesOf(
      read,
      resources.map(({ id }) => id),
      first,
      last,
    ),
    withHours: withHours(read, places),
    blocks: blocksBetween(read, first, last),
    zoneOf,
    nowMin,
  })
}
