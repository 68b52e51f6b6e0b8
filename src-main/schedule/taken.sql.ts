import type { Taking } from '../../shared/schedule/at-once.ts'
import type { Reader } from '../store/reader.ts'

/** No appointment takes a resource longer: 24 hours, and 4 before and after. */
const longest = 1920

export type TakenRow = Taking & Readonly<{ resourceId: string }>

/** What takes these resources within a stretch of minutes since 1970; what begins before and reaches into it, too. */
export const takenOf = (
  read: Reader,
  resourceIds: readonly string[],
  fromMin: number,
  toMin: number,
): TakenRow[] =>
  read.rows<TakenRow>(
    `SELECT t.resourceId, t.startMin, t.endMin, t.appointmentId, a.groupId
     FROM json_each(?) r CROSS JOIN taken_time t ON t.resourceId = r.value AND t.startMin >= ? AND t.startMin < ?
     JOIN appointments a ON a.id = t.appointmentId WHERE t.endMin > ?`,
    JSON.stringify(resourceIds),
    fromMin - longest,
    toMin,
    fromMin,
  )

/** What takes a resource from exactly a minute on, for each of these pairs of a resource and a minute. */
export const takenFrom = (read: Reader, pairs: readonly (readonly [string, number])[]): TakenRow[] =>
  read.rows<TakenRow>(
    `SELECT t.resourceId, t.startMin, t.endMin, t.appointmentId, a.groupId
     FROM json_each(?) p CROSS JOIN taken_time t ON t.resourceId = p.value ->> 0 AND t.startMin = p.value ->> 1
     LEFT JOIN appointments a ON a.id = t.appointmentId`,
    JSON.stringify(pairs),
  )
