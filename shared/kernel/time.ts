import { Temporal } from 'temporal-polyfill'

/** `2026-11-23T15:05:00.000Z`. */
export const instantOf = (ms: number): string => new Date(ms).toISOString()

/** The calendar day it is in `zone` (IANA name) at `ms`. */
export function dayIn(zone: string, ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** The instant a calendar day begins at in `zone` (IANA name), ISO 8601 with milliseconds. */
export const startOfDay = (zone: string, day: string): string =>
  instantOf(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds)

/** Adds calendar days; YYYY-MM-DD in, YYYY-MM-DD out. */
export const addDays = (day: string, days: number): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()

/** The same day so many years before; of 29 February the 28th, where that year has none. */
export const yearsBefore = (day: string, years: number): string =>
  Temporal.PlainDate.from(day).subtract({ years }).toString()

/** Whole days from `from` to `to`. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days

/** A FHIR date widened to the first day it may mean: `1980` -> `1980-01-01`. */
export const firstDayOf = (partial: string): string => `${partial}-01-01`.slice(0, 10)

export type Age = Readonly<{ years: number; months: number; days: number; totalMonths: number }>

/** The age on a day, of someone born on a (perhaps partial) date; null before birth. 29 February ages on 28 February. */
export function ageOn(birthDate: string, on: string): Age | null {
  const born = Temporal.PlainDate.from(firstDayOf(birthDate))
  const day = Temporal.PlainDate.from(on)
  if (Temporal.PlainDate.compare(day, born) < 0) return null
  // counted as of 1 March, which is what Temporal takes for the missing 29 February
  const noLeapDay = !day.inLeapYear && birthDate.endsWith('-02-29') && on.endsWith('-02-28')
  const span = born.until(noLeapDay ? day.add({ days: 1 }) : day, { largestUnit: 'years' })
  return {
    years: span.years,
    months: span.months,
    days: born.until(day, { largestUnit: 'days' }).days,
    totalMonths: span.years * 12 + span.months,
  }
}

/** Age as clinics say it: days under two weeks, weeks under three months, months under two years, then years. */
export function ageText(birthDate: string, on: string): string {
  const age = ageOn(birthDate, on)
  if (!age) return 'not born yet'
  if (birthDate.length < 10) return `${age.years} y`
  if (age.days < 14) return `${age.days} d`
  if (age.totalMonths < 3) return `${Math.floor(age.days / 7)} wk`
  if (age.years < 2) return `${age.totalMonths} mo`
  return `${age.years} y`
}
