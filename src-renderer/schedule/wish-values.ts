/** When and with whom somebody would come sooner, as it stands in a form. */
import type { InputOf } from '../../shared/kernel/contract.ts'
import type { addToWaitlist, changeWaitlistEntry } from '../../shared/schedule/keep-waitlist.ts'
import type { WaitlistLine } from '../../shared/schedule/list-waitlist.ts'
import { hoursText, readHours } from '../../shared/schedule/typed-hours.ts'
import { dateText, isDate } from '../kernel/dates.ts'
import type { Names } from './names.ts'
import type { Known } from './new-patient-values.ts'
import { minutesOf, type Wish } from './read-wish.ts'
import { weekdaysText } from './weekday-text.ts'

export type WishValues = {
  visitTypeId: string
  providers: string[]
  locations: string[]
  weekdays: number[]
  /** As they are typed: `8-12`; empty at any time. */
  times: string
  earliest: string
  latest: string
  urgent: boolean
  note: string
  appointmentId: string | null
}
/** What a line of the waitlist begins with: from an appointment, a search for a time, or nothing. */
export type WishStart = Readonly<Partial<WishValues> & { patient?: Known | null }>
type Wishes = Omit<InputOf<typeof addToWaitlist>, 'patientId'>
export type Changed = InputOf<typeof changeWaitlistEntry>

export const wishValues = (
  names: Names,
  { patient: _who, ...start }: WishStart,
  today: string,
): WishValues => ({
  visitTypeId: names.visitTypes.find(({ active }) => active)?.visitTypeId ?? '',
  providers: [],
  locations: [],
  weekdays: [],
  times: '',
  earliest: today,
  latest: '',
  urgent: false,
  note: '',
  appointmentId: null,
  ...start,
})

const isAllDay = ({ fromMinute, toMinute }: Pick<WaitlistLine, 'fromMinute' | 'toMinute'>) =>
  fromMinute === 0 && toMinute === 1440

export const wishesOfLine = (line: WaitlistLine): WishStart => ({
  ...(line.visitTypeId !== null && { visitTypeId: line.visitTypeId }),
  providers: line.providerIds,
  locations: line.locationIds,
  weekdays: line.weekdays,
  times: isAllDay(line) ? '' : hoursText([[line.fromMinute, line.toMinute]]),
  earliest: line.earliest,
  latest: line.latest ?? '',
  urgent: line.urgent,
  note: line.note,
  appointmentId: line.appointmentId,
})

const isDay = (day: string) => isDate(day) && day.length === 10

/** What cannot be read yet, or leaves no day, in words. */
export function wishFaults(values: WishValues): Partial<Record<'times' | 'earliest' | 'latest', string>> {
  const hours = readHours(values.times)
  const { earliest, latest } = values
  return {
    ...((hours === null || hours.length > 1) && { times: 'One stretch, as 8-12.' }),
    ...(!isDay(earliest) && { earliest: 'A date, as 3/14 or t+7.' }),
    ...(latest !== '' && !isDay(latest) && { latest: 'A date, or nothing.' }),
    ...(isDay(earliest) && isDay(latest) && latest < earliest && { latest: 'Before the first day.' }),
  }
}

/** Null until all of it can be read. */
export function wishesOf({ times, ...values }: WishValues): Wishes | null {
  if (Object.keys(wishFaults({ times, ...values })).length > 0 || values.visitTypeId === '') return null
  const [fromMinute, toMinute] = readHours(times)?.[0] ?? [0, 1440]
  return {
    ...values,
    weekdays: values.weekdays.toSorted((a, b) => a - b),
    latest: values.latest || null,
    fromMinute,
    toMinute,
  }
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

/** One line of what they wish; what is not said is any. */
export function wishesText(line: WaitlistLine, today: string): string {
  const { earliest, latest } = line
  return [
    line.visitType,
    line.providers.length > 0 && `with ${either(line.providers)}`,
    line.locations.length > 0 && `at ${either(line.locations)}`,
    weekdaysText(line.weekdays),
    !isAllDay(line) && hoursText([[line.fromMinute, line.toMinute]]),
    earliest > today && `from ${dateText(earliest)}`,
    latest !== null && `until ${dateText(latest)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What was looked for and not found is what is waited for. */
export function wishStartOf(wish: Wish, patient: Known | null): WishStart {
  const [from, to] = minutesOf[wish.part]
  return {
    patient,
    visitTypeId: wish.visitTypeId,
    providers: [...wish.providers],
    locations: wish.locationId === '' ? [] : [wish.locationId],
    weekdays: [...wish.weekdays],
    times: wish.part === 'any' ? '' : hoursText([[from, to]]),
    ...(isDay(wish.from) && { earliest: wish.from }),
  }
}
