/** When resources can be booked and when not, as it was entered: some rows each. */
import type { AvailabilityRow, BlockRow } from '../../shared/schedule/open-hours.ts'
import type { Reader } from '../store/reader.ts'

/** Of these resources, whatever holds on one of the days from `first` to `last` (YYYY-MM-DD). */
export const availabilitiesOf = (
  read: Reader,
  resourceIds: readonly string[],
  first: string,
  last: string,
): AvailabilityRow[] =>
  read.rows<AvailabilityRow>(
    `SELECT a.resourceId, a.locationId, a.weekday, a.everyWeeks, a.firstDay, a.lastDay, a.fromMinute, a.toMinute, a.kind,
       a.visitTypeIds, a.releaseHours
     FROM json_each(?) r CROSS JOIN availabilities a ON a.resourceId = r.value AND a.firstDay <= ?
     WHERE a.lastDay IS NULL OR a.lastDay >= ?`,
    JSON.stringify(resourceIds),
    last,
    first,
  )

/** Rooms and equipment somebody has given hours of their own, on whichever days: all others are always open. */
export const withHours = (read: Reader, resourceIds: readonly string[]): Set<string> =>
  new Set(
    read
      .rows<{ id: string }>(
        `SELECT value AS id FROM json_each(?) r
         WHERE EXISTS (SELECT 1 FROM availabilities a WHERE a.resourceId = r.value)`,
        JSON.stringify(resourceIds),
      )
      .map(({ id }) => id),
  )

/** Of everybody and of each, whatever holds on one of the days. */
export const blocksBetween = (read: Reader, first: string, last: string): BlockRow[] =>
  read.rows<BlockRow>(
    `SELECT id, resourceId, locationId, kind, firstDay, lastDay, weekdays, fromMinute, toMinute, note
     FROM blocks WHERE firstDay <= ? AND (lastDay IS NULL OR lastDay >= ?)`,
    last,
    first,
  )
