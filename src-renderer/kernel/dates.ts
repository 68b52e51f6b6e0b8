/** How dates and times are shown: as United States clinics write them, as precisely as they are known. */
import { ageText } from '../../shared/kernel/time.ts'

/** `1980` -> `1980`, `1980-02` -> `02/1980`, `1980-02-29` or an instant -> `02/29/1980`. */
export function dateText(moment: string | null): string {
  if (!moment) return ''
  if (moment.length > 10) return localDate(moment)
  const [year, month, day] = moment.split('-')
  return [month, day, year].filter(Boolean).join('/')
}

const two = (number: number) => String(number).padStart(2, '0')

function localDate(instant: string): string {
  const at = new Date(instant)
  return `${two(at.getMonth() + 1)}/${two(at.getDate())}/${at.getFullYear()}`
}

/** With the time of day where it is known and not midnight: `02/29/2024 3:05 PM`. */
export function dateTimeText(moment: string | null): string {
  if (!moment || moment.length <= 10) return dateText(moment)
  const time = timeText(moment)
  return `${localDate(moment)} ${time}`
}

/** `zone`: an IANA time zone; this computer's where none is given. */
export const timeText = (instant: string, zone?: string): string =>
  new Date(instant).toLocaleTimeString('en-US', {
    hour: 'numeric',
    minute: '2-digit',
    ...(zone !== undefined && { timeZone: zone }),
  })

/** The time of day where it was today, the day too where it was not. */
export function momentText(instant: string): string {
  const today = new Date(instant).toDateString() === new Date().toDateString()
  return today ? timeText(instant) : dateTimeText(instant)
}

export const monthText = (moment: string): string =>
  new Date(
    moment.length > 10 ? moment : `${moment}-01-01`.slice(0, 10).concat('T12:00:00'),
  ).toLocaleDateString('en-US', {
    month: 'long',
    year: 'numeric',
  })

/** `44 y`, `7 mo`, `3 wk`; empty where it is not known. Of somebody who died: the age they reached. */
export const ageOf = (birthDate: string | null, on: string): string =>
  birthDate ? ageText(birthDate, on) : ''

/** A date or a part of one, as it is kept: `2026`, `2026-03`, `2026-03-04`. */
export const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}(-\d{2}){0,2}$/.test(value)
