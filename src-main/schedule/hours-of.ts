import { dayOfNumber } from '../../shared/schedule/day-axis.ts'
import { makeOpenHours, type OpenHours, type OpenResource } from '../../shared/schedule/open-hours.ts'
import type { Reader } from '../store/reader.ts'
import { availabilitiesOf, blocksBetween, withHours } from './hours.sql.ts'
import type { Places } from './zones.ts'

/** When these can be booked within a stretch of minutes since 1970: for any of them, and any part of it. */
export function hoursOf(
  read: Reader,
  resources: readonly OpenResource[],
  { zoneOf }: Places,
  { fromMin, toMin }: Readonly<{ fromMin: number; toMin: number }>,
  /** What was kept is released by it. */
  nowMin: number,
): (resource: OpenResource, fromMin: number, toMin: number) => OpenHours {
  // wherever they are, it is no other day than the one before or the one after
  const firstDay = dayOfNumber(Math.floor(fromMin / 1440) - 1)
  const lastDay = dayOfNumber(Math.floor(toMin / 1440) + 1)
  const ids = resources.map(({ id }) => id)
  return makeOpenHours({
    availabilities: availabilitiesOf(read, ids, firstDay, lastDay),
    withHours: withHours(read, ids),
    blocks: blocksBetween(read, firstDay, lastDay),
    zoneOf: (locationId) => zoneOf(locationId),
    nowMin,
  })
}
