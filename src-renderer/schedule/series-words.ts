/** A rule of a series as people say it: `every second Tuesday`. */
import { dayNumberOf, weekdayOf } from '../../shared/schedule/day-axis.ts'
import type { SeriesRule } from '../../shared/schedule/series.ts'
import { weekdayNames } from './weekday-text.ts'

const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'] as const

/** `every`, `every second`, `every 12th`. */
const everyText = (every: number): string =>
  every === 1 ? 'every' : `every ${ordinals[every] ?? `${every}${endingOf(every)}`}`

function endingOf(number: number): string {
  const [tens, ones] = [Math.floor(number / 10) % 10, number % 10]
  return tens === 1 ? 'th' : (['th', 'st', 'nd', 'rd'][ones] ?? 'th')
}

const dateOf = (day: string): string => `${Number(day.slice(8))}${endingOf(Number(day.slice(8)))}`

/** `fourth Tuesday`, of the month of a day. */
export const nthWeekdayText = (day: string): string =>
  `${ordinals[Math.ceil(Number(day.slice(8)) / 7)] ?? ''} ${weekdayNames[weekdayOf(dayNumberOf(day)) - 1] ?? ''}`
export const dateOfMonthText = (day: string): string => dateOf(day)

/** `firstDay`: on which the series begins. */
export function ruleText({ unit, every, weekdays, monthly }: SeriesRule, firstDay: string): string {
  if (unit === 'day') return `${everyText(every)} day`
  if (unit === 'month')
    return `${everyText(every)} month on the ${monthly === 'date' ? dateOf(firstDay) : nthWeekdayText(firstDay)}`
  const days = weekdays.length > 0 ? weekdays.toSorted((a, b) => a - b) : [weekdayOf(dayNumberOf(firstDay))]
  const names = days.map((day) => weekdayNames[day - 1] ?? '')
  const said = [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ')
  return names.length === 1 || every === 1
    ? `${everyText(every)} ${said}`
    : `${everyText(every)} week on ${said}`
}

/** `is` of one, `are` of more. */
export const visitsText = (count: number): string => `${count} ${count === 1 ? 'visit' : 'visits'}`

const because = { past: 'over', 'has-come': 'come already', 'called-off': 'called off' } as const

/** Which of them stay as they are, and why; empty where none does. */
export function staysText(
  stays: readonly Readonly<{ number: number; because: keyof typeof because }>[],
): string {
  const parts = Object.entries(because).flatMap(([why, words]) => {
    const count = stays.filter((each) => each.because === why).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return parts.length === 0 ? '' : ` As they were: ${parts.join(', ')}.`
}
