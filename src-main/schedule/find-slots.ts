import { AppError } from '../../shared/kernel/errors.ts'
import { dayIn } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, dayOfNumber, localAt } from '../../shared/schedule/day-axis.ts'
import { findSlots } from '../../shared/schedule/find-slots.ts'
import { findFreeSlots } from '../../shared/schedule/free-slots.ts'
import { answer } from '../pipeline/handle.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource, policyOf, visitTypeRow, type ResourceRow } from './schedule.sql.ts'
import { takenSlots } from './taken-slots.ts'
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
      takenOf: (resources, fromMin, toMin) => takenSlots(read, resources, fromMin, toMin),
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
