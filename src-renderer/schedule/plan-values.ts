/** When, where and with whom, as it stands in a form: as it is typed, until it can be read. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import { readTypedTime, clockText } from '../../shared/kernel/typed-time.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import type { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { dayNumberOf, dayOfNumber, localAt, minuteAt } from '../../shared/schedule/day-axis.ts'
import { isDate } from '../kernel/dates.ts'
import type { Names } from './names.ts'

export type PlanValues = {
  day: string
  /** As it is typed: `2:30p`. */
  time: string
  minutes: string
  locationId: string
  providerId: string
  /** The others of several providers; the form shows the first. */
  others: string[]
  /** Rooms and equipment; empty where the workstation chooses. */
  places: string[]
}
type Plan = InputOf<typeof bookAppointment>['plan']

/** What a booking begins with: a place on the grid, a free time that was found, or an appointment that is there. */
export type PlanStart = Readonly<{
  startMin?: number
  minutes?: number
  locationId?: string
  providers?: readonly string[]
  places?: readonly string[]
}>

/** `userId`: whoever books is offered their own time first. */
export function planValues(names: Names, start: PlanStart, today: string, userId: string): PlanValues {
  const locationId = start.locationId ?? names.locations.find(({ active }) => active)?.locationId ?? ''
  const zone = names.location(locationId)?.timeZone ?? 'UTC'
  const at = start.startMin === undefined ? null : localAt(zone, start.startMin)
  const providers = names.resources.filter(({ kind, active }) => kind === 'provider' && active)
  const first = providers.find((each) => each.userId === userId) ?? providers[0]
  const [providerId = start.providers === undefined ? (first?.resourceId ?? '') : '', ...others] =
    start.providers ?? []
  return {
    day: at ? dayOfNumber(at.dayNumber) : today,
    time: at ? clockText(at.minute) : '',
    minutes: start.minutes === undefined ? '' : String(start.minutes),
    locationId,
    providerId,
    others,
    places: [...(start.places ?? [])],
  }
}

/** Which of its fields cannot be read yet, in words; empty where all can. */
export function faultsOf(values: PlanValues): Partial<Record<'day' | 'time' | 'minutes', string>> {
  const minutes = Number(values.minutes)
  return {
    ...(isDate(values.day) && values.day.length === 10 ? {} : { day: 'A date, as 3/14 or t+7.' }),
    ...(readTypedTime(values.time) === null ? { time: 'A time, as 2:30p.' } : {}),
    ...(Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440 ? {} : { minutes: '5 to 1440.' }),
  }
}

/** As a command takes it; null where it cannot be read. */
export function planOf(values: PlanValues, names: Names): Plan | null {
  const minute = readTypedTime(values.time)
  if (minute === null || Object.keys(faultsOf(values)).length > 0 || values.locationId === '') return null
  const zone = names.location(values.locationId)?.timeZone ?? 'UTC'
  return {
    startsAt: instantOfMinute(minuteAt(zone, dayNumberOf(values.day), minute)),
    minutes: Number(values.minutes),
    locationId: values.locationId,
    providers: [values.providerId, ...values.others].filter((id) => id !== ''),
    places: values.places.length === 0 ? null : [...values.places],
  }
}
