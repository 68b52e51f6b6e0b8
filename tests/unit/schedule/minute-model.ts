/** Slow and plain: minute by minute, by what a clock on the wall shows according to Temporal. */
import { Temporal } from 'temporal-polyfill'
import type { AvailabilityRow, BlockRow, OpenResource } from '../../../shared/schedule/open-hours.ts'
import { dayAfter, firstMinuteOf, wallAt } from './zones.ts'

export type Shown = Readonly<{ day: string; weekday: number; minute: number; monday: string }>

/** What `zones` show changes hour and day at whole half hours of the world alone: so Temporal is asked once for each of them. */
const half = 30

export class Clocks {
  readonly #halves = new Map<string, Shown>()
  readonly #first = new Map<string, number>()

  at(zone: string, minute: number): Shown {
    const into = ((minute % half) + half) % half
    const begins = this.#halfAt(zone, minute - into)
    return { ...begins, minute: begins.minute + into }
  }

  #halfAt(zone: string, minute: number): Shown {
    const key = `${zone} ${minute}`
    const known = this.#halves.get(key)
    if (known) return known
    const wall = wallAt(zone, minute)
    const date = wall.toPlainDate()
    const shown = {
      day: date.toString(),
      weekday: date.dayOfWeek,
      minute: wall.hour * 60 + wall.minute,
      monday: date.subtract({ days: date.dayOfWeek - 1 }).toString(),
    }
    this.#halves.set(key, shown)
    return shown
  }

  /** The first minute of a day at which the clock shows a time or a later one: nothing is shown twice before it is shown once. */
  firstShowing(zone: string, day: string, minuteOfDay: number): number {
    const key = `${zone} ${day} ${minuteOfDay}`
    const known = this.#first.get(key)
    if (known !== undefined) return known
    let minute = firstMinuteOf(zone, day)
    const end = firstMinuteOf(zone, dayAfter(day))
    while (minute < end && this.at(zone, minute).minute < minuteOfDay) minute += 1
    this.#first.set(key, minute)
    return minute
  }
}

export type Entered = Readonly<{
  zoneOf(location: string): string
  nowMin: number
  availabilities: readonly AvailabilityRow[]
  blocks: readonly BlockRow[]
}>

const weeksBetween = (first: string, monday: string): number => {
  const date = Temporal.PlainDate.from(first)
  return date.subtract({ days: date.dayOfWeek - 1 }).until(monday, { largestUnit: 'days' }).days / 7
}

/** Whether a resource is open at one minute at a location, for whom it is kept (empty: for all), and what blocks it. */
export function makeMinute(entered: Entered, resource: OpenResource, locationId: string, clocks: Clocks) {
  const { zoneOf, availabilities, blocks, nowMin } = entered
  const zone = zoneOf(locationId)
  const all = availabilities.filter((row) => row.resourceId === resource.id)
  const theirs = all.filter((row) => row.locationId === locationId)
  const always = all.length === 0 && resource.kind !== 'provider' && resource.locationId === locationId
  return (minute: number) => {
    const { day, weekday, monday } = clocks.at(zone, minute)
    const inDays = (row: { firstDay: string; lastDay: string | null }) =>
      row.firstDay <= day && (row.lastDay === null || day <= row.lastDay)
    const inMinutes = (row: { fromMinute: number; toMinute: number }) =>
      clocks.firstShowing(zone, day, row.fromMinute) <= minute &&
      minute < clocks.firstShowing(zone, day, row.toMinute)
    const ofDate = theirs.filter((row) => row.weekday === null && inDays(row))
    const ofDay =
      ofDate.length > 0
        ? ofDate
        : theirs.filter(
            (row) =>
              row.weekday === weekday &&
              inDays(row) &&
              weeksBetween(row.firstDay, monday) % row.everyWeeks === 0,
          )
    const over = ofDay.filter((row) => row.kind === 'open' && inMinutes(row))
    const kept = over
      .filter(
        (row) =>
          row.releaseHours === null ||
          nowMin < clocks.firstShowing(zone, day, row.fromMinute) - row.releaseHours * 60,
      )
      .flatMap((row) => row.visitTypeIds)
    const shut = blocks.filter(
      (row) =>
        (row.resourceId === null || row.resourceId === resource.id) &&
        (row.locationId === null || row.locationId === locationId) &&
        inDays(row) &&
        (row.weekdays.length === 0 || row.weekdays.includes(weekday)) &&
        inMinutes(row),
    )
    return {
      open: always || over.length > 0,
      kept: [...new Set(kept)].toSorted(),
      shut: shut.map(({ id }) => id),
    }
  }
}
