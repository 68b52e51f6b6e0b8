/** How free times, and what was looked for, are said. */
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import type { FreeTime } from '../../shared/schedule/find-slots.ts'
import { dateText, timeText } from '../kernel/dates.ts'
import type { Part, Wish, WishNames } from './read-wish.ts'
import { weekdayNames } from './weekday-text.ts'

export const partWords: Readonly<Record<Part, string>> = {
  any: 'Any time',
  morning: 'Morning, before 12',
  afternoon: 'Afternoon, 12 to 5',
  evening: 'Evening, from 5',
}
const partSaid: Readonly<Record<Part, string>> = {
  any: 'at any time of day',
  morning: 'before noon',
  afternoon: 'from noon to 5 PM',
  evening: 'from 5 PM on',
}

// a day of a calendar: no clock has to do with it
const ofDay = new Intl.DateTimeFormat('en-US', {
  weekday: 'long',
  month: 'long',
  day: 'numeric',
  timeZone: 'UTC',
})
/** `Tuesday, March 3`. */
export const dayWords = (day: string): string => ofDay.format(Date.parse(day))

/** `CST`: where the clock is another than the practice's. */
export const zoneText = ({ startMin, timeZone }: FreeTime): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'short' })
    .formatToParts(Date.parse(instantOfMinute(startMin)))
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone

/** What a screen reader is told once answers are there. */
export function foundText(slots: readonly FreeTime[]): string {
  const [first] = slots
  if (!first) return 'No time is free.'
  const time = timeText(instantOfMinute(first.startMin), first.timeZone)
  const count = slots.length === 1 ? '1 free time' : `${slots.length} free times`
  return `${count}, the first ${dayWords(first.day)} ${time} with ${first.provider.name}.`
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`

/** One sentence of what was looked for, and how far. */
export function wishText(
  wish: Wish,
  names: WishNames,
  looked: Readonly<{ firstDay: string; lastDay: string; providers: number }>,
): string {
  const named = (list: WishNames['providers'], id: string) => list.find((one) => one.id === id)?.name ?? ''
  const who =
    wish.providers.length > 0
      ? either(wish.providers.map((id) => named(names.providers, id)))
      : looked.providers === 1
        ? 'the one provider there is'
        : `any of ${looked.providers} providers`
  const where = wish.locationId === '' ? '' : ` at ${named(names.locations, wish.locationId)}`
  const days =
    wish.weekdays.length === 0
      ? ''
      : ` on a ${either(wish.weekdays.map((day) => weekdayNames[day - 1] ?? ''))}`
  return `${named(names.visitTypes, wish.visitTypeId)} was looked for with ${who}${where}, ${partSaid[wish.part]}${days}, from ${dateText(looked.firstDay)} to ${dateText(looked.lastDay)}, with every room and piece of equipment it needs.`
}
