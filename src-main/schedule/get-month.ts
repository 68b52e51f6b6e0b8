import { minuteOf } from '../../shared/schedule/appointment.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dayNumberOf, dayOfNumber, daySpan } from '../../shared/schedule/day-axis.ts'
import { getMonth, type MonthCell } from '../../shared/schedule/get-month.ts'
import { fullWhile, subtract, type Span } from '../../shared/schedule/spans.ts'
import { answer } from '../pipeline/handle.ts'
import { hoursOf } from './hours-of.ts'
import type { Reader } from '../store/reader.ts'
import { everyResource } from './schedule.sql.ts'
import { takenSpans } from './taken-spans.sql.ts'
import { takenFrom } from './taken.sql.ts'
import { placesOf } from './zones.ts'

export const getMonthHandler = answer(getMonth, (read, input, ctx) => {
  const places = placesOf(read)
  const zone = places.zoneOf(input.locationId)
  const within = places.within(input.locationId)
  const first = dayNumberOf(`${input.month}-01`)
  const next = dayNumberOf(`${addDays(`${input.month}-01`, 31).slice(0, 7)}-01`)
  const spans = Array.from({ length: next - first }, (_none, at) => daySpan(zone, first + at))
  const whole = { fromMin: spans[0]?.fromMin ?? 0, toMin: spans.at(-1)?.toMin ?? 0 }
  const resources = everyResource(read).filter(
    ({ kind, active, locationId }) =>
      kind === input.kind && active && (locationId === null || within(locationId)),
  )
  const hours = hoursOf(read, resources, places, whole, minuteOf(ctx.now))
  const taken = visitsOf(
    read,
    resources.map(({ id }) => id),
    whole,
  )
  return {
    days: spans.map((_span, at) => dayOfNumber(first + at)),
    rows: resources.map((resource) => {
      const open = hours(resource, whole.fromMin, whole.toMin).open.filter(({ locationId }) =>
        within(locationId),
      )
      return {
        resourceId: resource.id,
        cells: cellsOf(spans, open, taken.get(resource.id) ?? [], resource.atOnce),
      }
    }),
  }
})

/**
 * What visits take of resources, in the order of time; several of one visit take their time once. A month is some ten thousand of them: only
 * those that begin together are asked whether they are one visit.
 */
function visitsOf(
  read: Reader,
  resourceIds: readonly string[],
  { fromMin, toMin }: Span,
): Map<string, Span[]> {
  const spans = takenSpans(read, resourceIds, fromMin, toMin)
  const together = [...spans].flatMap(([id, taken]) =>
    [...new Set(beginTogether(taken))].map((minute) => [id, minute] as const),
  )
  if (together.length === 0) return spans
  const shared = Map.groupBy(takenFrom(read, together), ({ resourceId }) => resourceId)
  return new Map(
    [...spans].map(([id, taken]) => {
      const rows = shared.get(id)
      if (!rows) return [id, taken]
      const minutes = new Set(rows.map(({ startMin }) => startMin))
      const visits = new Map(
        rows.map(({ startMin, endMin, appointmentId, groupId }) => [
          `${groupId ?? appointmentId}/${startMin}`,
          { fromMin: startMin, toMin: endMin },
        ]),
      )
      const alone = taken.filter((span) => !minutes.has(span.fromMin))
      return [id, [...alone, ...visits.values()].toSorted((a, b) => a.fromMin - b.fromMin)]
    }),
  )
}

/** Minutes at which more than one begins. */
const beginTogether = (spans: readonly Span[]): number[] =>
  spans.filter(({ fromMin }, at) => spans[at + 1]?.fromMin === fromMin).map(({ fromMin }) => fromMin)

/** Days and stretches are in the order of time. */
function cellsOf(
  days: readonly Span[],
  open: readonly Span[],
  taken: readonly Span[],
  atOnce: number,
): MonthCell[] {
  const free = subtract(apart(open), fullWhile(taken, atOnce))
  return days.map((day) => ({
    openMinutes: minutesIn(apart(open), day),
    freeMinutes: minutesIn(free, day),
    bookedMinutes: minutesIn(taken, day),
    booked: taken.filter(({ fromMin }) => day.fromMin <= fromMin && fromMin < day.toMin).length,
  }))
}

/** Two locations that are open at one time are one stretch: nobody is at both. */
function apart(spans: readonly Span[]): Span[] {
  const out: { fromMin: number; toMin: number }[] = []
  for (const { fromMin, toMin } of spans.toSorted((a, b) => a.fromMin - b.fromMin)) {
    const last = out.at(-1)
    if (last && fromMin <= last.toMin) last.toMin = Math.max(last.toMin, toMin)
    else out.push({ fromMin, toMin })
  }
  return out
}

const minutesIn = (spans: readonly Span[], day: Span): number =>
  spans.reduce(
    (sum, { fromMin, toMin }) =>
      sum + Math.max(0, Math.min(toMin, day.toMin) - Math.max(fromMin, day.fromMin)),
    0,
  )
