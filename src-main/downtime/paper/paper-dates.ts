/** Dates and times as United States clinics write them, at the practice: paper has no time zone of its own. */
import { Temporal } from 'temporal-polyfill'

const two = (number: number) => String(number).padStart(2, '0')
const at = (instant: string, zone: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone)

/** `1980` -> `1980`, `1980-02` -> `02/1980`, a day or an instant -> `02/29/1980`; empty for null. */
export function dayText(moment: string | null, zone: string): string {
  if (!moment) return ''
  if (moment.length > 10) {
    const { year, month, day } = at(moment, zone)
    return `${two(month)}/${two(day)}/${year}`
  }
  const [year, month, day] = moment.split('-')
  return [month, day, year].filter(Boolean).join('/')
}

/** `3:05 PM`; empty where the time of day is not known. */
export function clockText(moment: string, zone: string): string {
  if (moment.length <= 10) return ''
  const { hour, minute } = at(moment, zone)
  return `${hour % 12 || 12}:${two(minute)} ${hour < 12 ? 'AM' : 'PM'}`
}

export const momentText = (moment: string, zone: string): string =>
  [dayText(moment, zone), clockText(moment, zone)].filter(Boolean).join(' ')

/** `Monday, 11/23/2026`. */
export function weekdayText(day: string): string {
  const name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][
    Temporal.PlainDate.from(day).dayOfWeek - 1
  ]
  return `${name ?? ''}, ${dayText(day, 'UTC')}`
}
