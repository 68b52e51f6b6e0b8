/**
 * When a resource can be booked, and when it cannot though it could otherwise. Availability and blocks say it by the clock on the wall of a
 * location; what comes out is in minutes since 1970, so that a day on which a clock is set is as long as it is.
 */
import type { RowOf } from '../kernel/record.ts'
import type { availabilities } from './availability.ts'
import type { blocks } from './block.ts'
import { dayNumberOf, localAt, minuteAt, weekdayOf, weekNumberOf } from './day-axis.ts'
import type { DayColumn } from './get-days.ts'
import { type Span, keptApart, without } from './spans.ts'

export type AvailabilityRow = Pick<
  RowOf<typeof availabilities>,
  | 'resourceId'
  | 'locationId'
  | 'weekday'
  | 'everyWeeks'
  | 'firstDay'
  | 'lastDay'
  | 'fromMinute'
  | 'toMinute'
  | 'kind'
  | 'visitTypeIds'
  | 'releaseHours'
>
export type BlockRow = Pick<
  RowOf<typeof blocks>,
  | 'id'
  | 'resourceId'
  | 'locationId'
  | 'kind'
  | 'firstDay'
  | 'lastDay'
  | 'weekdays'
  | 'fromMinute'
  | 'toMinute'
  | 'note'
>
/** A room or a piece of equipment nobody has given hours is always open where it is; a provider never. */
export type OpenResource = Readonly<{
  id: string
  kind: 'provider' | 'room' | 'equipment'
  locationId: string | null
}>
export type OpenHours = Pick<DayColumn, 'open' | 'blocks'>
export type OpenRows = Readonly<{
  availabilities: readonly AvailabilityRow[]
  blocks: readonly BlockRow[]
  /** IANA name of a location's zone. */
  zoneOf(locationId: string): string
  /** Rooms and equipment that have hours at all, where the rows are of some days alone; absent, those of the rows have. */
  withHours?: ReadonlySet<string>
  /** Minutes since 1970: what was kept is released by it. */
  nowMin: number
}>

type Dated = Readonly<{ first: number; last: number }>
type Stretch = AvailabilityRow & Dated
type Block = BlockRow & Dated

const dated = (row: { firstDay: string; lastDay: string | null }): Dated => ({
  first: dayNumberOf(row.firstDay),
  last: row.lastDay === null ? Number.POSITIVE_INFINITY : dayNumberOf(row.lastDay),
})
const holds = (row: Dated, day: number): boolean => row.first <= day && day <= row.last

/** Reads the rows once; then answers for any resource from one minute until another, in the order of time. */
export function makeOpenHours(rows: OpenRows) {
  const stretches = Map.groupBy(
    rows.availabilities.map((row): Stretch => ({ ...row, ...dated(row) })),
    ({ resourceId }) => resourceId,
  )
  const ofResource = Map.groupBy(
    rows.blocks.map((row): Block => ({ ...row, ...dated(row) })),
    ({ resourceId }) => resourceId,
  )
  const ofAll = ofResource.get(null) ?? []

  return (resource: OpenResource, fromMin: number, toMin: number): OpenHours => {
    const theirs = stretches.get(resource.id) ?? []
    const hasHours = theirs.length > 0 || rows.withHours?.has(resource.id) === true
    const always = hasHours || resource.kind === 'provider' ? null : resource.locationId
    const places = new Set(theirs.map(({ locationId }) => locationId))
    if (always !== null) places.add(always)
    const blocking = [...(ofResource.get(resource.id) ?? []), ...ofAll]
    const open: OpenHours['open'] = []
    const blocked: OpenHours['blocks'] = []
    for (const locationId of places) {
      const zone = rows.zoneOf(locationId)
      const here = theirs.filter((stretch) => stretch.locationId === locationId)
      const blocksHere = blocking.filter(
        (block) => block.locationId === null || block.locationId === locationId,
      )
      const [first, last] = [localAt(zone, fromMin).dayNumber, localAt(zone, toMin - 1).dayNumber]
      for (let day = first; day <= last; day += 1) {
        const cut = (row: { fromMinute: number; toMinute: number }): Span => ({
          fromMin: Math.max(fromMin, minuteAt(zone, day, row.fromMinute)),
          toMin: Math.min(toMin, minuteAt(zone, day, row.toMinute)),
        })
        const free =
          always === null
            ? keptApart(openOn(here, day, zone, rows.nowMin, cut))
            : [{ ...cut({ fromMinute: 0, toMinute: 1440 }), kept: null }]
        if (free.length === 0) continue
        const shut: Span[] = []
        for (const block of blocksHere) {
          if (!isBlocking(block, day)) continue
          const span = cut(block)
          shut.push(span)
          for (const { fromMin: from, toMin: to } of overlapping(free, span))
            blocked.push({ blockId: block.id, fromMin: from, toMin: to, kind: block.kind, note: block.note })
        }
        for (const { kept, ...stretch } of free)
          for (const span of without(stretch, shut))
            open.push({ ...span, locationId, visitTypeIds: kept === null ? [] : [...kept] })
      }
    }
    return {
      open: joined(open.toSorted(byTime), sameOpen),
      blocks: joined(blocked.toSorted(byTime), sameBlock),
    }
  }
}

/** Whether a block holds on a local day: some of it, at least. */
export const isBlocking = (block: Dated & Pick<BlockRow, 'weekdays'>, day: number): boolean =>
  holds(block, day) && (block.weekdays.length === 0 || block.weekdays.includes(weekdayOf(day)))

/** What is open on a local day by the rows of one location: those of the date itself, else those of the week. */
function openOn(
  here: readonly Stretch[],
  day: number,
  zone: string,
  nowMin: number,
  cut: (stretch: Stretch) => Span,
) {
  const ofDate = here.filter((stretch) => stretch.weekday === null && holds(stretch, day))
  const ofDay =
    ofDate.length > 0
      ? ofDate
      : here.filter(
          (stretch) =>
            stretch.weekday === weekdayOf(day) &&
            holds(stretch, day) &&
            (weekNumberOf(day) - weekNumberOf(stretch.first)) % stretch.everyWeeks === 0,
        )
  return ofDay
    .filter(({ kind }) => kind === 'open')
    .map((stretch) => {
      const released =
        stretch.releaseHours !== null &&
        nowMin >= minuteAt(zone, day, stretch.fromMinute) - stretch.releaseHours * 60
      return {
        ...cut(stretch),
        kept:
          stretch.visitTypeIds.length === 0 || released
            ? null
            : [...new Set(stretch.visitTypeIds)].toSorted(),
      }
    })
    .filter((span) => span.fromMin < span.toMin)
}

const overlapping = (free: readonly Span[], span: Span): Span[] =>
  free
    .map(({ fromMin, toMin }) => ({
      fromMin: Math.max(fromMin, span.fromMin),
      toMin: Math.min(toMin, span.toMin),
    }))
    .filter(({ fromMin, toMin }) => fromMin < toMin)

const byTime = (a: Span, b: Span): number => a.fromMin - b.fromMin || a.toMin - b.toMin

/** What goes on without a gap is one stretch, over midnight too. */
function joined<One extends Span>(spans: readonly One[], same: (a: One, b: One) => boolean): One[] {
  const out: One[] = []
  for (const span of spans) {
    const at = out.findLastIndex((one) => one.toMin === span.fromMin && same(one, span))
    const before = out[at]
    if (before) out[at] = { ...before, toMin: span.toMin }
    else out.push(span)
  }
  return out
}
type Open = OpenHours['open'][number]
const sameOpen = (a: Open, b: Open): boolean =>
  a.locationId === b.locationId &&
  a.visitTypeIds.length === b.visitTypeIds.length &&
  a.visitTypeIds.every((id, at) => id === b.visitTypeIds[at])
const sameBlock = (a: OpenHours['blocks'][number], b: OpenHours['blocks'][number]): boolean =>
  a.blockId === b.blockId
