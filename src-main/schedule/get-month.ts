import { minuteOf } from '../../shared/schedule/appointment.ts'
import { addDays } from '../../shared/kernel/time.ts'
import { dayNumberOf, dayOfNumber, daySpan } from '../../shared/schedule/day-axis.ts'
import { getMonth, type MonthCell } from '../../shared/schedule/get-month.ts'
import { fullWhile, subtract, type Span } from '../../shared/schedule/spans.ts'
import { answer } from '../pipeline/handle.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'
import { placesOf } from './zones.ts'

type Taken = Span & Readonly<{ visit: string }>

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
  const taken = Map.groupBy(
    takenOf(
      read,
      resources.map(({ id }) => id),
      whole.fromMin,
      whole.toMin,
    ),
    ({ resourceId }) => resourceId,
  )
  return {
    days: spans.map((_span, at) => dayOfNumber(first + at)),
    rows: resources.map((resource) => {
      // several of one visit take their time once
      const visits = new Map(
        (taken.get(resource.id) ?? []).map(
          ({ startMin, endMin, appointmentId, groupId }): [string, Taken] => [
            `${groupId ?? appointmentId}/${startMin}`,
            { fromMin: startMin, toMin: endMin, visit: groupId ?? appointmentId },
          ],
        ),
      )
      const open = hours(resource, whole.fromMin, whole.toMin).open.filter(({ locationId }) =>
        within(locationId),
      )
      const takenHere = [...visits.values()].toSorted((a, b) => a.fromMin - b.fromMin)
      return { resourceId: resource.id, cells: cellsOf(spans, open, takenHere, resource.atOnce) }
    }),
  }
})

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
