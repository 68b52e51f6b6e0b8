/** Where a minute stands on the screen. A column is as high as what passes in it: where a clock is set, an hour is missing, or there twice. */
import { dayNumberOf, localAt, minuteAt } from '../../shared/schedule/day-axis.ts'
import type { ScheduleDay } from '../../shared/schedule/get-days.ts'

/** Minutes of the clock on the wall: whole hours from the first that is shown to the one it ends at. */
export type HoursShown = Readonly<{ fromMinute: number; toMinute: number }>

/** What of one day is drawn. Minutes since 1970. */
export type Axis = Readonly<{
  day: string
  timeZone: string
  fromMin: number
  toMin: number
  /** The clock is set within what is drawn. */
  isSet: boolean
}>

export type HourLine = Readonly<{ minute: number; hour: number; text: string; zone: string }>

type Policy = Readonly<{ dayStart: number; dayEnd: number }>

/** The hours of the practice, and what anybody is there for, or comes, outside of them. A room that is always open is open then too. */
export function hoursShown(days: readonly ScheduleDay[], policy: Policy, wholeDay: boolean): HoursShown {
  if (wholeDay) return { fromMinute: 0, toMinute: 1440 }
  let from = policy.dayStart
  let to = policy.dayEnd
  for (const day of days) {
    const number = dayNumberOf(day.day)
    const include = (fromMin: number, toMin: number) => {
      if (toMin <= day.fromMin || fromMin >= day.toMin) return
      const begins = localAt(day.timeZone, Math.max(fromMin, day.fromMin))
      const ends = localAt(day.timeZone, Math.min(toMin, day.toMin))
      from = Math.min(from, begins.minute)
      to = Math.max(to, ends.dayNumber > number ? 1440 : ends.minute)
    }
    for (const { open } of day.columns)
      for (const { fromMin, toMin } of open)
        if (fromMin > day.fromMin || toMin < day.toMin) include(fromMin, toMin)
    for (const { startMin, minutes } of day.appointments) include(startMin, startMin + minutes)
  }
  return { fromMinute: Math.floor(from / 60) * 60, toMinute: Math.min(1440, Math.ceil(to / 60) * 60) }
}

export function axisOf(day: Pick<ScheduleDay, 'day' | 'timeZone'>, hours: HoursShown): Axis {
  const number = dayNumberOf(day.day)
  const fromMin = minuteAt(day.timeZone, number, hours.fromMinute)
  const toMin = minuteAt(day.timeZone, number, hours.toMinute)
  return {
    day: day.day,
    timeZone: day.timeZone,
    fromMin,
    toMin,
    isSet: toMin - fromMin !== hours.toMinute - hours.fromMinute,
  }
}

/** Every full hour of the clock that is drawn; on a day the clock is set with the name of the time it then is. */
export function hourLines({ timeZone, fromMin, toMin, isSet }: Axis): HourLine[] {
  const lines: HourLine[] = []
  for (let minute = fromMin; minute < toMin; minute += 15) {
    const local = localAt(timeZone, minute).minute
    if (local % 60 !== 0) continue
    lines.push({
      minute,
      hour: local / 60,
      text: hourText(local / 60),
      zone: isSet ? zoneName(timeZone, minute) : '',
    })
  }
  return lines
}

/** Stretches in which the lines of the clock follow each other evenly, and how far past a full hour each begins. */
export function evenStretches({ timeZone, fromMin, toMin, isSet }: Axis) {
  if (!isSet) return [{ fromMin, toMin, past: localAt(timeZone, fromMin).minute % 60 }]
  const stretches: { fromMin: number; toMin: number; past: number }[] = []
  let offset = Number.NaN
  for (let minute = fromMin; minute < toMin; minute += 15) {
    const { dayNumber, minute: local } = localAt(timeZone, minute)
    const now = dayNumber * 1440 + local - minute
    if (now !== offset) stretches.push({ fromMin: minute, toMin, past: local % 60 })
    offset = now
  }
  return stretches.map((each, at) => ({ ...each, toMin: stretches[at + 1]?.fromMin ?? toMin }))
}

export const hourText = (hour: number): string =>
  `${hour % 12 === 0 ? 12 : hour % 12} ${hour < 12 ? 'AM' : 'PM'}`

const zoneName = (timeZone: string, minute: number): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' })
    .formatToParts(minute * 60_000)
    .find(({ type }) => type === 'timeZoneName')?.value ?? ''

const two = (number: number) => String(number).padStart(2, '0')

/** `9:15 AM`, by the clock of a zone. */
export function clockText(timeZone: string, minute: number): string {
  const { minute: local } = localAt(timeZone, minute)
  const hour = Math.floor(local / 60)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(local % 60)} ${hour < 12 ? 'AM' : 'PM'}`
}

/** `9:15 – 9:45 AM`, `11:30 AM – 12:15 PM`. */
export function spanText(timeZone: string, fromMin: number, minutes: number): string {
  const [from, to] = [clockText(timeZone, fromMin), clockText(timeZone, fromMin + minutes)]
  return from.slice(-2) === to.slice(-2) ? `${from.slice(0, -3)} – ${to}` : `${from} – ${to}`
}

/** The step of the clock a minute falls in: what begins at ten past is in the step from ten past, whatever the offset of the zone. */
export function stepAt(axis: Axis, minute: number, step: number): number {
  const within = Math.min(Math.max(minute, axis.fromMin), axis.toMin - 1)
  const past = localAt(axis.timeZone, within).minute % step
  return Math.max(axis.fromMin, within - past)
}

/** The same for what is dropped: the nearest beginning of a step. */
export const nearestStep = (axis: Axis, minute: number, step: number): number =>
  stepAt(axis, minute + step / 2, step)
