import type { AvailabilityRow, BlockRow } from '../../shared/schedule/open-hours.ts'
import type { Reader } from '../store/reader.ts'

/** When these resources can be booked, as far as it holds on any day of a stretch, both in it. */
export const availabilitiesOf = (
  read: Reader,
  resourceIds: readonly string[],
  firstDay: string,
  lastDay: string,
): AvailabilityRow[] =>
  read.rows<AvailabilityRow>(
    `SELECT a.resourceId, a.locationId, a.weekday, a.everyWeeks, a.firstDay, a.lastDay, a.fromMinute, a.toMinute, a.kind,
       a.visitTypeIds, a.releaseHours
     FROM json_each(?) r CROSS JOIN availabilities a ON a.resourceId = r.value AND a.firstDay <= ?
     WHERE a.lastDay IS NULL OR a.lastDay >= ?`,
    JSON.stringify(resourceIds),
    lastDay,
    firstDay,
  )

/** Those of these that have hours at all, on whichever days: a room without any is always open, one with past hours is not. */
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

/** What is blocked on any of those days, for anybody. */
export const blocksBetween = (read: Reader, firstDay: string, lastDay: string): BlockRow[] =>
  read.rows<BlockRow>(
    `SELECT id, resourceId, locationId, kind, firstDay, lastDay, weekdays, fromMinute, toMinute, note
     FROM blocks WHERE firstDay <= ? AND (lastDay IS NULL OR lastDay >= ?)`,
    lastDay,
    firstDay,
  )
