import type { SlotResource } from '../../shared/schedule/free-slots.ts'
import type { Span } from '../../shared/schedule/spans.ts'
import type { Reader } from '../store/reader.ts'
import { takenOf } from './taken.sql.ts'
import { takenSpans } from './taken-spans.sql.ts'

/** Of what takes several at once, those who come to one visit together take it once: there the groups are asked for. */
export function takenSlots(
  read: Reader,
  resources: readonly SlotResource[],
  fromMin: number,
  toMin: number,
): ReadonlyMap<string, Span[]> {
  const [one, several] = [true, false].map((single) =>
    resources.filter(({ atOnce }) => (atOnce === 1) === single).map(({ id }) => id),
  )
  const spans = takenSpans(read, one ?? [], fromMin, toMin)
  if (several && several.length > 0)
    for (const [id, rows] of Map.groupBy(takenOf(read, several, fromMin, toMin), (row) => row.resourceId)) {
      const visits = new Map(
        rows.map((row) => [
          `${row.groupId ?? row.appointmentId} ${row.startMin} ${row.endMin}`,
          { fromMin: row.startMin, toMin: row.endMin },
        ]),
      )
      spans.set(id, [...visits.values()])
    }
  return spans
}
