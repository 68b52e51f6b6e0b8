import type { availabilities } from '../../shared/schedule/availability.ts'
import type { blocks } from '../../shared/schedule/block.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Reader } from '../store/reader.ts'

export type HoursRow = RowOf<typeof availabilities> & { version: number }

/** Every stretch of a resource that is not over by a day. */
export const stretchesFrom = (read: Reader, resourceId: string, day: string): HoursRow[] =>
  read.rows<HoursRow>(
    `SELECT id, version, resourceId, locationId, weekday, everyWeeks, firstDay, lastDay, fromMinute, toMinute, kind, visitTypeIds,
       releaseHours, note, by, at
     FROM availabilities WHERE resourceId = ? AND (lastDay IS NULL OR lastDay >= ?) ORDER BY firstDay`,
    resourceId,
    day,
  )

export type BlockRowHere = RowOf<typeof blocks> & { version: number }
const blockFields =
  'id, version, resourceId, locationId, kind, firstDay, lastDay, weekdays, fromMinute, toMinute, note, by, at'

/** What is blocked on any day from one to another, in the order of days. */
export const blocksFrom = (read: Reader, from: string, to: string): BlockRowHere[] =>
  read.rows<BlockRowHere>(
    `SELECT ${blockFields} FROM blocks WHERE firstDay <= ? AND (lastDay IS NULL OR lastDay >= ?) ORDER BY firstDay`,
    to,
    from,
  )

export const blockRow = (read: Reader, id: string): BlockRowHere | undefined =>
  read.rows<BlockRowHere>(`SELECT ${blockFields} FROM blocks WHERE id = ?`, id)[0]
