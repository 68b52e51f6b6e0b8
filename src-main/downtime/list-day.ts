/**
 * Who is expected on a day: the one place the downtime pack asks for a schedule. Visits stand in for appointments: a day's
 * appointments go in here, in the same lines.
 */
import { addDays, startOfDay } from '../../shared/kernel/time.ts'
import { fromEverybody } from '../pipeline/kinds-of-data.ts'
import type { Reader } from '../store/reader.ts'
import { closedRows } from '../store/restrictions.sql.ts'
import { isKept } from '../store/sensitive.sql.ts'
import { visitsBetween } from './list-day.sql.ts'
import type { DayLine } from './pack-content.ts'

/** What is expected at the practice on `day` (YYYY-MM-DD) in its time zone, by time. */
export type ListDay = (read: Reader, day: string, timeZone: string) => DayLine[]

const off: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error', 'no-show'])

export const listDay: ListDay = (read, day, timeZone) => {
  const [from, to] = [startOfDay(timeZone, day), startOfDay(timeZone, addDays(day, 1))]
  // a visit of which only the day is known sorts before every instant of it
  const first = day < from ? day : from
  const visits = visitsBetween(read, first, to).filter(
    ({ startsAt, status }) => !off.has(status) && isOn(startsAt ?? '', day, from),
  )
  const ids = visits.flatMap(({ patientId }) => patientId ?? [])
  const closed = new Set(closedRows(read, ids).map(({ id }) => id))
  return visits.map(({ id, patientId, startsAt, status, kind, reason, practitionerName, locationName }) => ({
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
  }))
}

const isOn = (startsAt: string, day: string, from: string): boolean =>
  startsAt.length > 10 ? startsAt >= from : startsAt === day
