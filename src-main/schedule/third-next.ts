/** How far away the third free time is: of each provider, for one kind of visit, as of now (docs/schedule.md, "Reports"). */
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, localAt } from '../../shared/schedule/day-axis.ts'
import { findFreeSlots, type FreeSlot } from '../../shared/schedule/free-slots.ts'
import type { Report, ReportAsked } from '../../shared/schedule/get-report.ts'
import { mean } from '../../shared/schedule/reports/figures.ts'
import type { Reader } from '../store/reader.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource, policyOf, visitTypeRow, type ResourceRow } from './schedule.sql.ts'
import { takenSlots } from './taken-slots.ts'
import { placesOf } from './zones.ts'

const searchDays = 180

/** Throws `visit-type.missing`. */
export async function thirdNext(
  read: Reader,
  { visitTypeId, locationId }: Pick<ReportAsked, 'visitTypeId' | 'locationId'>,
  providers: readonly ResourceRow[],
  now: string,
): Promise<Report> {
  const visitType = visitTypeId === null ? undefined : visitTypeRow(read, visitTypeId)
  if (!visitType) throw new AppError('NotFound', 'visit-type.missing')
  const places = placesOf(read)
  const within = places.within(locationId)
  const here = places.own.filter(({ id, active }) => active && within(id))
  const rooms = everyResource(read).filter(
    ({ active, kind, category }) =>
      active && visitType.needs.some((need) => need.kind === kind && need.category === category),
  )
  const nowMin = minuteOf(now)
  const firstDay = dayIn(places.timeZone, Date.parse(now))
  const first = dayNumberOf(firstDay)
  const span = { fromMin: (first - 1) * 1440, toMin: (first + searchDays + 2) * 1440 }
  const hours = hoursOf(read, [...providers, ...rooms], places, span, nowMin)
  const next = (provider: ResourceRow, afterMin: number): FreeSlot | undefined =>
    findFreeSlots(
      {
        ...visitType,
        visitTypeId: visitType.id,
        providers: [provider],
        places: rooms,
        locations: new Set(here.map(({ id }) => id)),
        weekdays: [],
        fromMinute: 0,
        toMinute: 1440,
        firstDay,
        days: searchDays,
        order: 'earliest',
        stepMinutes: policyOf(read).stepMinutes,
        limit: 1,
      },
      {
        zoneOf: places.zoneOf,
        nowMin: afterMin,
        hours: (resource, fromMin, toMin) => hours(resource, fromMin, toMin).open,
        takenOf: (resources, fromMin, toMin) => takenSlots(read, resources, fromMin, toMin),
      },
    )[0]
  /** By the calendar of where it is: days from today, and the day. */
  const away = ({ startMin, locationId: at }: FreeSlot) => {
    const zone = places.zoneOf(at)
    const day = localAt(zone, startMin).dayNumber
    return { day, days: day - localAt(zone, nowMin).dayNumber }
  }
  const rows: Report['rows'] = []
  for (const provider of providers) {
    const found: FreeSlot[] = []
    // one after the other: what lies over a time that was found is no other visit
    for (let after = nowMin; found.length < 3;) {
      const slot = next(provider, after)
      if (!slot) break
      found.push(slot)
      after = slot.startMin + visitType.minutes
      await setImmediate()
    }
    const [one, , three] = found.map(away)
    rows.push({
      resourceId: provider.id,
      name: provider.name,
      values: [one?.days ?? null, three?.days ?? null, three?.day ?? null],
    })
    await setImmediate()
  }
  const meanOf = (at: number) => mean(rows.flatMap(({ values }) => values[at] ?? []))
  return { rows, all: rows.length === 0 ? null : [meanOf(0), meanOf(1), null], course: [] }
}
