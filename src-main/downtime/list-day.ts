/** Who is expected on a day: the one place the downtime pack asks for a schedule. Visits that belong to no appointment are in it too. */
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { fromEverybody } from '../pipeline/kinds-of-data.ts'
import { appointmentsBetween, type AppointmentRow } from '../schedule/appointments.sql.ts'
import { everyResource, everyVisitType } from '../schedule/schedule.sql.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import type { Reader } from '../store/reader.ts'
import { closedRows } from '../store/restrictions.sql.ts'
import { isKept } from '../store/sensitive.sql.ts'
import { visitsBetween } from './list-day.sql.ts'
import type { DayLine } from './pack-content.ts'

/** What is expected at the practice on `day` (YYYY-MM-DD) in its time zone, by time. */
export type ListDay = (read: Reader, day: string, timeZone: string) => DayLine[]

const off: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error', 'no-show'])
const notComing: ReadonlySet<string> = new Set(['cancelled', 'rescheduled', 'no-show'])

export const listDay: ListDay = (read, day, timeZone) => {
  const [from, to] = [startOfDay(timeZone, day), startOfDay(timeZone, addDays(day, 1))]
  const [fromMin, toMin] = [minuteOf(from), minuteOf(to)]
  const expected = appointmentsBetween(read, fromMin, toMin, false).filter(
    ({ stage, startMin }) => !notComing.has(stage) && startMin >= fromMin,
  )
  // a visit of which only the day is known sorts before every instant of it
  const first = day < from ? day : from
  const visits = visitsBetween(read, first, to).filter(
    ({ startsAt, status, patientId }) =>
      !off.has(status) && isOn(startsAt ?? '', day, from) && !isOf(expected, patientId, startsAt ?? ''),
  )
  const ids = [...expected, ...visits].flatMap(({ patientId }) => patientId ?? [])
  const closed = new Set(closedRows(read, ids).map(({ id }) => id))
  const booked = bookedLines(read, expected, closed)
  const others = visits.map(
    ({ id, patientId, startsAt, status, kind, reason, practitionerName, locationName }): DayLine => ({
      patientId,
      startsAt: startsAt ?? day,
      // of a closed chart, and of a visit that is of a sensitive kind, not even what for
      what: [
        closed.has(patientId ?? '') || isKept(read, fromEverybody, id)
          ? ''
          : [kind, reason].filter(Boolean).join(': '),
        status === 'finished' ? '(seen)' : '',
      ]
        .filter(Boolean)
        .join(' '),
      who: practitionerName,
      where: locationName,
    }),
  )
  return [...booked, ...others].toSorted((a, b) =>
    a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : 0,
  )
}

function bookedLines(read: Reader, rows: readonly AppointmentRow[], closed: ReadonlySet<string>): DayLine[] {
  if (rows.length === 0) return []
  const resources = new Map(everyResource(read).map(({ id, name }) => [id, name]))
  const types = new Map(everyVisitType(read).map(({ id, name }) => [id, name]))
  const locations = new Map(everyOwnLocation(read).map(({ id, name }) => [id, name]))
  const names = (ids: readonly string[]) => ids.flatMap((id) => resources.get(id) ?? [])
  return rows.map(({ patientId, plan, visitTypeId, reason, stage }) => ({
    patientId,
    startsAt: plan.startsAt,
    what: [
      closed.has(patientId) ? '' : [types.get(visitTypeId ?? ''), reason].filter(Boolean).join(': '),
      stage === 'left' ? '(seen)' : '',
    ]
      .filter(Boolean)
      .join(' '),
    who: names(plan.providers).join(', '),
    where: [locations.get(plan.locationId) ?? '', ...names(plan.places)].filter(Boolean).join(', '),
  }))
}

const isOn = (startsAt: string, day: string, from: string): boolean =>
  startsAt.length > 10 ? startsAt >= from : startsAt === day

/** People come early and are seen late. */
const apartMinutes = 120

/** Whether a visit is what somebody was booked for: the chart has it beside the appointment. */
const isOf = (expected: readonly AppointmentRow[], patientId: string | null, startsAt: string): boolean =>
  expected.some(
    (row) =>
      row.patientId === patientId &&
      (startsAt.length <= 10 ||
        (minuteOf(startsAt) >= row.startMin - apartMinutes &&
          minuteOf(startsAt) <= row.endMin + apartMinutes)),
  )
