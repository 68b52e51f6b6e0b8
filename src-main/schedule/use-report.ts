/** How much of the open time of each is taken: day by day of the calendar of each location. */
import { setImmediate } from 'node:timers/promises'
import { daySpan, localAt } from '../../shared/schedule/day-axis.ts'
import type { Report } from '../../shared/schedule/get-report.ts'
import { clipped, meeting, once, Use, type TakenSpan } from '../../shared/schedule/reports/use.ts'
import { hasCome } from '../../shared/schedule/reports/visit.ts'
import type { Span } from '../../shared/schedule/spans.ts'
import type { Reader } from '../store/reader.ts'
import { hoursOf } from './hours-of.ts'
import { withHours } from './hours.sql.ts'
import { everyResource, type ResourceRow } from './schedule.sql.ts'
import { visitsOf, type Asking } from './visit-report.ts'
import type { Places } from './zones.ts'

/** No appointment takes a resource longer after it has begun: 24 hours, and 4 to clean. */
const longest = 1680

type Kind = ResourceRow['kind']
type Taken = TakenSpan & Readonly<{ day: number; locationId: string }>
type Here = Span & Readonly<{ locationId: string }>

export async function reportUse(
  read: Reader,
  wanted: readonly ResourceRow[],
  kind: Kind,
  asking: Asking,
): Promise<Report> {
  const { places, within, periods, nowMin } = asking
  const taken = await takenOf(read, wanted, kind, asking)
  const whole = { fromMin: (periods.first - 1) * 1440, toMin: (periods.last + 2) * 1440 }
  const hours = hoursOf(read, wanted, places, whole, nowMin)
  const houses = kind === 'provider' ? null : openHouses(read, wanted, asking, whole)
  const all = new Use()
  const course = periods.days.map(() => new Use())
  const rows: Report['rows'] = []
  for (const resource of wanted) {
    const open = hours(resource, whole.fromMin, whole.toMin).open.filter(({ locationId }) =>
      within(locationId),
    )
    const theirs = taken.get(resource.id) ?? []
    const house = houses?.get(resource.id)
    const own = new Use()
    const booking = house ? open.flatMap((span) => meeting(span, house)) : open
    const [openOn, takenOn] = [byDay(booking, places), byDay(theirs, places)]
    const begun = Map.groupBy(theirs, ({ day }) => day)
    for (let day = periods.first; day <= periods.last; day += 1) {
      const [openThen, takenThen] = [openOn.get(day) ?? [], takenOn.get(day) ?? []]
      if (openThen.length === 0 && takenThen.length === 0) continue
      for (const sums of [own, all, course[periods.at(day) ?? -1]])
        sums?.addDay(openThen, takenThen, begun.get(day)?.length ?? 0)
    }
    if (resource.active || theirs.length > 0)
      rows.push({ resourceId: resource.id, name: resource.name, values: own.values })
    await setImmediate()
  }
  return {
    rows,
    all: wanted.length === 0 ? null : all.values,
    course: periods.days.map((day, at) => ({ day, value: course[at]?.rate ?? null })),
  }
}

/**
 * Rooms that have no hours of their own can be booked day and night, which says nothing of how much they are used: when any provider is at their
 * location, or in a department of it.
 */
function openHouses(
  read: Reader,
  rooms: readonly ResourceRow[],
  { places, nowMin }: Asking,
  whole: Span,
): Map<string, Span[]> {
  const own = withHours(
    read,
    rooms.map(({ id }) => id),
  )
  const providers = everyResource(read).filter((each) => each.kind === 'provider' && each.active)
  const hours = hoursOf(read, providers, places, whole, nowMin)
  const open = providers.flatMap((provider) => hours(provider, whole.fromMin, whole.toMin).open)
  const byPlace = new Map<string, Span[]>()
  const at = (locationId: string): Span[] => {
    const within = places.within(locationId)
    const known =
      byPlace.get(locationId) ??
      once(open.filter((span) => within(span.locationId) || places.within(span.locationId)(locationId)))
    byPlace.set(locationId, known)
    return known
  }
  return new Map(
    rooms.flatMap(({ id, locationId }): [string, Span[]][] =>
      own.has(id) || locationId === null ? [] : [[id, at(locationId)]],
    ),
  )
}

/** By resource: what is not called off, rooms with what they need before and after. Of several of one visit each is there, over the others. */
async function takenOf(
  read: Reader,
  wanted: readonly ResourceRow[],
  kind: Kind,
  { places, within, periods }: Asking,
): Promise<Map<string, Taken[]>> {
  const taken = new Map(wanted.map(({ id }): [string, Taken[]] => [id, []]))
  for await (const visits of visitsOf(read, periods, longest))
    for (const visit of visits) {
      const { startMin, plan, busy } = visit
      if (!busy || !within(plan.locationId)) continue
      const isProvider = kind === 'provider'
      const span: Taken = {
        fromMin: startMin - (isProvider ? 0 : plan.prepareMinutes),
        toMin: startMin + plan.minutes + (isProvider ? 0 : plan.cleanMinutes),
        day: localAt(places.zoneOf(plan.locationId), startMin).dayNumber,
        locationId: plan.locationId,
        came: hasCome(visit),
      }
      for (const id of new Set(isProvider ? plan.providers : plan.places)) taken.get(id)?.push(span)
    }
  return taken
}

/** Stretches cut at the midnights of their locations, by day. */
function byDay<One extends Here>(spans: readonly One[], { zoneOf }: Places): Map<number, One[]> {
  const days = new Map<number, One[]>()
  for (const span of spans) {
    const zone = zoneOf(span.locationId)
    const last = localAt(zone, span.toMin - 1).dayNumber
    for (let day = localAt(zone, span.fromMin).dayNumber; day <= last; day += 1) {
      const there = days.get(day)
      const cut = clipped([span], daySpan(zone, day))
      if (there) there.push(...cut)
      else days.set(day, cut)
    }
  }
  return days
}
