import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, dayOfNumber, daySpan } from '../../shared/schedule/day-axis.ts'
import {
  getDays,
  getScheduleNames,
  type AppointmentLine,
  type ScheduleDay,
} from '../../shared/schedule/get-days.ts'
import { answer } from '../pipeline/handle.ts'
import { linesOf } from './appointment-lines.ts'
import { appointmentsBetween, type AppointmentRow } from './appointments.sql.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource, everyVisitType, policyOf, type ResourceRow } from './schedule.sql.ts'
import { placesOf } from './zones.ts'

export const getDaysHandler = answer(getDays, (read, input, ctx, session) => {
  const places = placesOf(read)
  const zone = places.zoneOf(input.locationId)
  const within = places.within(input.locationId)
  const asked = input.resourceIds === null ? null : new Set(input.resourceIds)
  const first = dayNumberOf(input.firstDay)
  const spans = Array.from({ length: input.days }, (_none, day) => ({
    day: dayOfNumber(first + day),
    ...daySpan(zone, first + day),
  }))
  const whole = { fromMin: spans[0]?.fromMin ?? 0, toMin: spans.at(-1)?.toMin ?? 0 }
  const rows = appointmentsBetween(read, whole.fromMin, whole.toMin, input.calledOff).filter(
    ({ plan }) =>
      within(plan.locationId) && (asked === null || resourcesIn({ plan }).some((id) => asked.has(id))),
  )
  const booked = new Set(rows.flatMap((row) => resourcesIn(row)))
  const columns = everyResource(read).filter((each) => isShown(each, booked))
  const hours = hoursOf(read, columns, places, whole, minuteOf(ctx.now))
  const lines = linesOf(read, session, rows)
  return {
    days: spans.map(({ day, fromMin, toMin }): ScheduleDay => {
      const isOn = ({ startMin, minutes }: AppointmentLine) =>
        startMin < toMin && startMin + minutes > fromMin
      return {
        day,
        timeZone: zone,
        fromMin,
        toMin,
        columns: columns.map((resource) => {
          const { open, blocks } = hours(resource, fromMin, toMin)
          return {
            resourceId: resource.id,
            open: open.filter(({ locationId }) => within(locationId)),
            blocks,
          }
        }),
        appointments: lines.filter((line) => isOn(line)),
      }
    }),
  }

  /** One that is out of use by now is shown where it still has somebody. A provider may be at any location. */
  function isShown(
    { id, kind, locationId, active }: ResourceRow,
    withSomebody: ReadonlySet<string>,
  ): boolean {
    if (asked !== null) return asked.has(id)
    if (input.kind !== null && kind !== input.kind) return false
    return (active || withSomebody.has(id)) && (locationId === null || within(locationId))
  }
})

const resourcesIn = ({ plan }: Pick<AppointmentRow, 'plan'>): string[] => [...plan.providers, ...plan.places]

export const getScheduleNamesHandler = answer(getScheduleNames, (read) => {
  const { own, zoneOf } = placesOf(read)
  return {
    resources: everyResource(read).map(
      ({ id, kind, name, short, locationId, userId, category, atOnce, overbook, active }) => ({
        resourceId: id,
        kind,
        name,
        short,
        locationId,
        userId,
        category,
        atOnce,
        overbook,
        active,
      }),
    ),
    visitTypes: everyVisitType(read).map(({ id, version: _version, rank: _rank, ...row }) => ({
      visitTypeId: id,
      ...row,
    })),
    locations: own
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ id, name, active, partOf }) => ({
        locationId: id,
        name,
        timeZone: zoneOf(id),
        active,
        partOf: partOf ?? null,
      })),
    policy: policyOf(read),
  }
})
