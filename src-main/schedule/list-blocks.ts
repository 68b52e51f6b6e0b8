import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { dayNumberOf, minuteAt, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { listBlocks, listBooked } from '../../shared/schedule/list-blocks.ts'
import { answer } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { linesOf } from './appointment-lines.ts'
import { appointmentRow, appointmentsBetween, type AppointmentRow } from './appointments.sql.ts'
import { blocksFrom } from './every-hour.sql.ts'
import { takenOf } from './taken.sql.ts'
import { placesOf } from './zones.ts'

const yearsAhead = 731
/** Of a block without an end, so far is looked for whoever is booked in it. */
const daysAhead = 370
const most = 100

/** Of one resource by what is taken of it: a block may go on for a year. */
const bookedBetween = (
  read: Reader,
  resourceId: string | null,
  fromMin: number,
  toMin: number,
): AppointmentRow[] =>
  fromMin >= toMin
    ? []
    : resourceId === null
      ? appointmentsBetween(read, fromMin, toMin, false)
      : takenOf(read, [resourceId], fromMin, toMin)
          .map(({ appointmentId }) => appointmentRow(read, appointmentId))
          .filter((row) => row !== undefined)
          // what a room needs before and after is no visit
          .filter(({ startMin, endMin }) => startMin < toMin && endMin > fromMin)

export const listBlocksHandler = answer(listBlocks, (read, _input, { now }) => {
  const today = dayIn(placesOf(read).timeZone, Date.parse(now))
  return {
    blocks: blocksFrom(read, today, addDays(today, yearsAhead)).map(
      ({ id, version, by: _by, at: _at, ...block }) => ({ blockId: id, version, block }),
    ),
  }
})

export const listBookedHandler = answer(listBooked, (read, { block }, { now }, session) => {
  const { own, zoneOf, within } = placesOf(read)
  const nowMin = minuteOf(now)
  const first = Math.max(dayNumberOf(block.firstDay), Math.floor(nowMin / 1440) - 1)
  const last = Math.min(dayNumberOf(block.lastDay ?? '9999-12-31'), first + daysAhead)
  const isThere = within(block.locationId)
  const found = new Map<string, AppointmentRow>()
  const zones = [...new Set([zoneOf(null), ...own.map(({ id }) => zoneOf(id))])]
  for (let day = first; day <= last && found.size <= most; day += 1) {
    if (block.weekdays.length > 0 && !block.weekdays.includes(weekdayOf(day))) continue
    for (const zone of zones) {
      const [from, to] = [minuteAt(zone, day, block.fromMinute), minuteAt(zone, day, block.toMinute)]
      for (const row of bookedBetween(read, block.resourceId, Math.max(from, nowMin), to)) {
        const { locationId, providers, places } = row.plan
        const isOf = block.resourceId === null || [...providers, ...places].includes(block.resourceId)
        if (isOf && isThere(locationId) && zoneOf(locationId) === zone) found.set(row.id, row)
      }
    }
  }
  const rows = [...found.values()].toSorted((a, b) => a.startMin - b.startMin)
  return {
    appointments: linesOf(read, session, rows.slice(0, most)).map((line) => ({
      line,
      timeZone: zoneOf(line.locationId),
    })),
    more: rows.length > most,
  }
})
