/** What is taken of resources, for a search through months: all of a resource in one value, since a row each takes ten times as long. */
import type { Span } from '../../shared/schedule/spans.ts'
import type { Reader } from '../store/reader.ts'

/** No appointment takes a resource longer: 24 hours, and 4 before and after. */
const longest = 1920
/** More than that, so that start and length are one number. */
const packed = 2048

type Packed = { id: string; taken: string | null }

/** By resource, in the order of time; what begins before and reaches into the stretch, too. */
export function takenSpans(
  read: Reader,
  resourceIds: readonly string[],
  fromMin: number,
  toMin: number,
): Map<string, Span[]> {
  const start = fromMin - longest
  const rows = read.rows<Packed>(
    `SELECT r.value AS id, (
       SELECT group_concat((t.startMin - ?) * ${packed} + (t.endMin - t.startMin)) FROM taken_time t
       WHERE t.resourceId = r.value AND t.startMin >= ? AND t.startMin < ?
     ) AS taken FROM json_each(?) r`,
    start,
    start,
    toMin,
    JSON.stringify(resourceIds),
  )
  return new Map(
    rows.map(({ id, taken }) => {
      const numbers = JSON.parse(`[${taken ?? ''}]`) as number[]
      const spans = numbers.map((number) => {
        const minutes = number % packed
        const begins = start + (number - minutes) / packed
        return { fromMin: begins, toMin: begins + minutes }
      })
      return [id, spans.filter((span) => span.toMin > fromMin)]
    }),
  )
}
