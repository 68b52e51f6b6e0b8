import { AppError } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, dayOfNumber, localAt } from '../../shared/schedule/day-axis.ts'
import { findSlots } from '../../shared/schedule/find-slots.ts'
import { findFreeSlots, type SlotResource } from '../../shared/schedule/free-slots.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource, policyOf, visitTypeRow, type ResourceRow } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'
import { takenSpans } from './taken-spans.sql.ts'
import { placesOf } from './zones.ts'

export const findSlotsHandler = answer(findSlots, (read, input, ctx) => {
  const visitType = visitTypeRow(read, input.visitTypeId)
  if (!visitType) throw new AppError('NotFound', 'visit-type.missing')
  const places = placesOf(read)
  const nowMin = minuteOf(ctx.now)
  const firstDay = input.firstDay ?? dayIn(places.timeZone, Date.parse(ctx.now))
  const first = dayNumberOf(firstDay)
  const here = places.own.filter(
    ({ id, active }) => active && (input.locations.length === 0 || input.locations.includes(id)),
  )
  const all = everyResource(read).filter(({ active }) => active)
  const providers = all.filter(
    ({ id, kind }) => kind === 'provider' && (input.providers.length === 0 || input.providers.includes(id)),
  )
  const wanted = all.filter(({ kind, category }) =>
    visitType.needs.some((need) => need.kind === kind && need.category === category),
  )
  const minutes = input.minutes ?? visitType.minutes
  const { prepareMinutes, cleanMinutes } = visitType
  // wherever the locations are: a day before and after in UTC
  const span = { fromMin: (first - 1) * 1440, toMin: (first + input.days + 2) * 1440 }
  const hours = hoursOf(read, [...providers, ...wanted], places, span, nowMin)
  const found = findFreeSlots(
    {
      ...input,
      ...visitType,
      minutes,
      providers,
      places: wanted,
      locations: new Set(here.map(({ id }) => id)),
      firstDay,
      stepMinutes: policyOf(read).stepMinutes,
    },
    {
      zoneOf: places.zoneOf,
      nowMin,
      hours: (resource, fromMin, toMin) => hours(resource, fromMin, toMin).open,
      takenOf: (resources, fromMin, toMin) => taken(read, resources, fromMin, toMin),
    },
  )
  const nameOf = (rows: readonly ResourceRow[], id: string) => ({
    resourceId: id,
    name: rows.find((row) => row.id === id)?.name ?? '',
  })
  return {
    slots: found.map(({ startMin, providerId, locationId, places: chosen }) => {
      const timeZone = places.zoneOf(locationId)
      return {
        startMin,
        minutes,
        prepareMinutes,
        cleanMinutes,
        day: dayOfNumber(localAt(timeZone, startMin).dayNumber),
        timeZone,
        location: { locationId, name: here.find(({ id }) => id === locationId)?.name ?? '' },
        provider: nameOf(providers, providerId),
        places: chosen.map((id) => nameOf(wanted, id)),
      }
    }),
    firstDay,
    lastDay: dayOfNumber(first + input.days - 1),
    providers: providers.length,
  }
})

/** Of what takes several at once, those who come to one visit together take it once: there the groups are asked for. */
function taken(read: Reader, resources: readonly SlotResource[], fromMin: number, toMin: number) {
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
