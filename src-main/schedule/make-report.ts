/** Reads a stretch of days bit by bit, so that nobody at a desk waits for a year of visits, and makes the numbers of a report of them. */
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../shared/kernel/errors.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { daySpan, localAt } from '../../shared/schedule/day-axis.ts'
import type { Report, ReportAsked } from '../../shared/schedule/get-report.ts'
import { NoShows } from '../../shared/schedule/reports/no-shows.ts'
import { periodsOf, type Periods } from '../../shared/schedule/reports/periods.ts'
import { clipped, Use, type TakenSpan } from '../../shared/schedule/reports/use.ts'
import { hasCome, type ReportVisit } from '../../shared/schedule/reports/visit.ts'
import { Waits } from '../../shared/schedule/reports/waits.ts'
import type { Span } from '../../shared/schedule/spans.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import type { Reader } from '../store/reader.ts'
import { hoursOf } from './hours-of.ts'
import { visitsBetween } from './report.sql.ts'
import { everyResource, policyOf, type ResourceRow } from './schedule.sql.ts'
import { thirdNext } from './third-next.ts'
import { placesOf, type Places } from './zones.ts'

const mostDays = 366
/** Some hundred visits of a day are read in a millisecond or two each. */
const daysAtOnce = 7
/** No appointment takes a resource longer before or after it begins: 24 hours, and 4 to make ready. */
const longest = 1680

/** `now`: ISO 8601. Throws `report.range`, and what `thirdNext` does. */
export async function makeReport(read: Reader, asked: ReportAsked, now: string): Promise<Report> {
  const periods = periodsOf(asked.firstDay, asked.lastDay)
  if (periods.last < periods.first || periods.last - periods.first >= mostDays)
    throw new AppError('Invalid', 'report.range')
  const places = placesOf(read)
  const within = places.within(asked.locationId)
  const kind = asked.report === 'use' ? asked.kind : 'provider'
  const wanted = everyResource(read).filter(
    (each) =>
      each.kind === kind &&
      (each.locationId === null || within(each.locationId)) &&
      (asked.resourceIds.length === 0 || asked.resourceIds.includes(each.id)),
  )
  const asking: Asking = { asked, places, within, periods, nowMin: minuteOf(now) }
  if (asked.report === 'access')
    return thirdNext(
      read,
      asked,
      wanted.filter(({ active }) => active),
      now,
    )
  if (asked.report === 'use') return useReport(read, wanted, asking)
  const limits = policyOf(read)
  return asked.report === 'waits'
    ? visitReport(read, wanted, asking, {
        make: () => new Waits(),
        add: (sums, visit) => hasCome(visit) && sums.add(visit),
        values: (sums) => sums.values(limits),
        main: (sums) => sums.median,
      })
    : visitReport(read, wanted, asking, {
        make: () => new NoShows(),
        add: (sums, visit) => sums.add(visit, asking.nowMin),
        values: (sums) => sums.values,
        main: (sums) => sums.rate,
      })
}

type Asking = Readonly<{
  asked: ReportAsked
  places: Places
  within(locationId: string): boolean
  periods: Periods
  nowMin: number
}>

/** Stretches of days: first and last, days since 1970. */
function* stretches({ first, last }: Periods): Generator<readonly [number, number]> {
  for (let day = first; day <= last; day += daysAtOnce) yield [day, Math.min(last, day + daysAtOnce - 1)]
}

type Made<Sums> = Readonly<{
  make(): Sums
  add(sums: Sums, visit: ReportVisit): unknown
  values(sums: Sums): (number | null)[]
  main(sums: Sums): number | null
}>

/** Of visits one by one: of each provider, of all with each visit once, and over time. */
async function visitReport<Sums>(
  read: Reader,
  wanted: readonly ResourceRow[],
  { asked, places, within, periods }: Asking,
  { make, add, values, main }: Made<Sums>,
): Promise<Report> {
  const byProvider = new Map(wanted.map(({ id }) => [id, { sums: make(), any: false }]))
  const all = make()
  const course = periods.days.map(make)
  for (const [first, last] of stretches(periods)) {
    // wherever a location is, its days begin at most a day before or after those of UTC
    for (const visit of visitsBetween(read, (first - 1) * 1440, (last + 2) * 1440)) {
      const { locationId, providers } = visit.plan
      const day = localAt(places.zoneOf(locationId), visit.startMin).dayNumber
      if (day < first || day > last || !within(locationId)) continue
      const theirs = providers.flatMap((id) => byProvider.get(id) ?? [])
      if (theirs.length === 0 && asked.resourceIds.length > 0) continue
      for (const row of new Set(theirs)) {
        row.any = true
        add(row.sums, visit)
      }
      add(all, visit)
      const point = course[periods.at(day) ?? -1]
      if (point) add(point, visit)
    }
    await setImmediate()
  }
  return {
    rows: wanted.flatMap(({ id, name, active }) => {
      const row = byProvider.get(id)
      // whoever is archived stands there for what they did
      return row && (active || row.any) ? [{ resourceId: id, name, values: values(row.sums) }] : []
    }),
    all: wanted.length === 0 ? null : values(all),
    course: periods.days.map((day, at) => ({ day, value: main(course[at] ?? make()) })),
  }
}

async function useReport(read: Reader, wanted: readonly ResourceRow[], asking: Asking): Promise<Report> {
  const { asked, places, within, periods, nowMin } = asking
  const sums = new Map(wanted.map(({ id }) => [id, { use: new Use(), any: false }]))
  const all = new Use()
  const course = periods.days.map(() => new Use())
  for (const [first, last] of stretches(periods)) {
    const [fromMin, toMin] = [(first - 1) * 1440, (last + 2) * 1440]
    const hours = hoursOf(read, wanted, places, { fromMin, toMin }, nowMin)
    const taken = takenIn(read, asked.kind, fromMin, toMin, within)
    for (const resource of wanted) {
      const row = sums.get(resource.id)
      const open = hours(resource, fromMin, toMin).open.filter(({ locationId }) => within(locationId))
      const theirs = taken.get(resource.id) ?? []
      if (!row || (open.length === 0 && theirs.length === 0)) continue
      const zones = zonesOf([...open, ...theirs], places)
      for (let day = first; day <= last; day += 1) {
        const onDay = <One extends Span & { locationId: string }>(spans: readonly One[]) =>
          [...zones].flatMap(([zone, ids]) =>
            clipped(
              spans.filter(({ locationId }) => ids.has(locationId)),
              daySpan(zone, day),
            ),
          )
        const [openThen, takenThen] = [onDay(open), onDay(theirs)]
        const begun = theirs.filter(
          ({ startMin, locationId }) => localAt(places.zoneOf(locationId), startMin).dayNumber === day,
        ).length
        row.any ||= takenThen.length > 0
        for (const each of [row.use, all, course[periods.at(day) ?? -1]])
          each?.addDay(openThen, takenThen, begun)
      }
    }
    await setImmediate()
  }
  return {
    rows: wanted.flatMap(({ id, name, active }) => {
      const row = sums.get(id)
      return row && (active || row.any) ? [{ resourceId: id, name, values: row.use.values }] : []
    }),
    all: wanted.length === 0 ? null : all.values,
    course: periods.days.map((day, at) => ({ day, value: course[at]?.rate ?? null })),
  }
}

type TakenHere = TakenSpan & Readonly<{ startMin: number; locationId: string }>

/** By resource: what is not called off, rooms with what they need before and after. Of several of one visit each is there, over the others. */
function takenIn(
  read: Reader,
  kind: ReportAsked['kind'],
  fromMin: number,
  toMin: number,
  within: (locationId: string) => boolean,
): Map<string, TakenHere[]> {
  const taken = new Map<string, TakenHere[]>()
  for (const visit of visitsBetween(read, fromMin - longest, toMin + longest)) {
    const { startMin, plan } = visit
    if (!isTakingTime(visit) || !within(plan.locationId)) continue
    const isRoom = kind === 'room'
    const span: TakenHere = {
      fromMin: startMin - (isRoom ? plan.prepareMinutes : 0),
      toMin: startMin + plan.minutes + (isRoom ? plan.cleanMinutes : 0),
      startMin,
      locationId: plan.locationId,
      came: hasCome(visit),
    }
    for (const id of new Set(isRoom ? plan.places : plan.providers))
      taken.set(id, [...(taken.get(id) ?? []), span])
  }
  return taken
}

/** The zones that these are in, with their locations. */
function zonesOf(
  spans: readonly Readonly<{ locationId: string }>[],
  places: Places,
): Map<string, Set<string>> {
  const zones = new Map<string, Set<string>>()
  for (const id of new Set(spans.map(({ locationId }) => locationId))) {
    const zone = places.zoneOf(id)
    zones.set(zone, (zones.get(zone) ?? new Set()).add(id))
  }
  return zones
}
