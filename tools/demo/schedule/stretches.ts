/** Where and when each provider works on a day, blocks taken out: what appointments of the demo are laid into. */
import { iso, readDay, type Day } from '../days.ts'
import { weekday, type Availability, type Block } from './hours.ts'

export type Stretch = Readonly<{
  resourceId: string
  locationId: string
  from: number
  to: number
  visitTypeIds: readonly string[]
}>

const isOn = (day: Day, row: Availability): boolean =>
  row.firstDay <= iso(day) &&
  (row.lastDay === null || row.lastDay >= iso(day)) &&
  row.weekday === weekday(day) &&
  Math.floor((day - weekday(day) - readDay(row.firstDay)) / 7 + 1) % row.everyWeeks === 0

const blocksOn = (day: Day, resourceId: string, locationId: string, blocks: readonly Block[]): Block[] =>
  blocks.filter(
    (block) =>
      (block.resourceId === null || block.resourceId === resourceId) &&
      (block.locationId === null || block.locationId === locationId) &&
      block.firstDay <= iso(day) &&
      (block.lastDay === null || block.lastDay >= iso(day)) &&
      (block.weekdays.length === 0 || block.weekdays.includes(weekday(day))),
  )

/** In order of time. */
export function stretchesOn(day: Day, rows: readonly Availability[], blocks: readonly Block[]): Stretch[] {
  const ofDate = rows.filter((row) => row.weekday === null && row.firstDay === iso(day))
  const dated = new Set(ofDate.map(({ resourceId }) => resourceId))
  // whoever has hours of this very day works those, wherever they would be otherwise
  const all = [...ofDate, ...rows.filter((row) => !dated.has(row.resourceId) && isOn(day, row))]
  return all
    .flatMap(({ resourceId, locationId, fromMinute, toMinute, visitTypeIds }) => {
      let left: [number, number][] = [[fromMinute, toMinute]]
      for (const block of blocksOn(day, resourceId, locationId, blocks))
        left = left.flatMap(([from, to]): [number, number][] =>
          block.toMinute <= from || block.fromMinute >= to
            ? [[from, to]]
            : [
                [from, Math.min(to, block.fromMinute)],
                [Math.max(from, block.toMinute), to],
              ],
        )
      return left
        .filter(([from, to]) => to - from >= 15)
        .map(([from, to]) => ({ resourceId, locationId, from, to, visitTypeIds }))
    })
    .toSorted((a, b) => a.from - b.from)
}
