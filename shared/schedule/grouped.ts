/** Several people who come to one visit are one box, with a count. */
import type { AppointmentLine } from './get-days.ts'

export type GroupedLine<Line> = Readonly<{
  /** Of several the first by name: what a box stands at. */
  line: Line
  /** Everybody who comes to it, by name; one where it is nobody's group. */
  people: readonly Line[]
}>

type Groupable = Pick<
  AppointmentLine,
  'appointmentId' | 'groupId' | 'name' | 'startMin' | 'minutes' | 'providers' | 'places'
>

const setOf = (ids: readonly string[]): string => ids.toSorted().join(',')

/**
 * Lines as boxes, in the order of the first of each. Only those at one time with the same providers and in the same rooms are one: who was moved
 * away from the others has a box of their own.
 */
export function grouped<Line extends Groupable>(lines: readonly Line[]): GroupedLine<Line>[] {
  const boxes = Map.groupBy(lines, (line) =>
    line.groupId === null
      ? line.appointmentId
      : [line.groupId, line.startMin, line.minutes, setOf(line.providers), setOf(line.places)].join('/'),
  )
  return [...boxes.values()].flatMap((each) => {
    const people = each.toSorted(
      (a, b) => a.name.localeCompare(b.name) || (a.appointmentId < b.appointmentId ? -1 : 1),
    )
    const [line] = people
    return line ? [{ line, people }] : []
  })
}
