/** Calendar days as whole numbers, so that millions of dates cost nothing. Day 0 is 1970-01-01. */

export type Day = number

export const daysInYear = 365.2425
const two = (value: number) => (value < 10 ? `0${value}` : String(value))

/** Days from civil, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  return (
    era * 146097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719468
  )
}

export function partsOf(day: Day): [year: number, month: number, dayOfMonth: number] {
  const z = day + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return [
    yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  ]
}

/** `2024-03-05`. */
export function iso(day: Day): string {
  const [year, month, dayOfMonth] = partsOf(day)
  return `${year}-${two(month)}-${two(dayOfMonth)}`
}

/** Reads YYYY-MM-DD; throws for what is no day. */
export function readDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const day = match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN
  if (!match || iso(day) !== text) throw new Error(`not a date (YYYY-MM-DD): ${text}`)
  return day
}

/** `03/05/2024`, as clinics write it. */
export function slashed(day: Day): string {
  const [year, month, dayOfMonth] = partsOf(day)
  return `${two(month)}/${two(dayOfMonth)}/${year}`
}

export const yearOf = (day: Day): number => partsOf(day)[0]
/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => (((day + 4) % 7) + 7) % 7
/** Exact enough for a disease model; birthdays are not counted with it. */
export const yearsBetween = (from: Day, to: Day): number => (to - from) / daysInYear

/** Whole years of age on a day. */
export function ageAt(born: Day, on: Day): number {
  const [bornYear, bornMonth, bornDay] = partsOf(born)
  const [year, month, dayOfMonth] = partsOf(on)
  return year - bornYear - (month < bornMonth || (month === bornMonth && dayOfMonth < bornDay) ? 1 : 0)
}

/** The same day or the working day after it: not a weekend, New Year, Independence Day or Christmas. */
export function workday(day: Day): Day {
  let found = day
  for (;;) {
    const weekday = weekdayOf(found)
    const [, month, dayOfMonth] = partsOf(found)
    const closed =
      weekday === 0 ||
      weekday === 6 ||
      (month === 1 && dayOfMonth === 1) ||
      (month === 7 && dayOfMonth === 4) ||
      (month === 12 && dayOfMonth === 25)
    if (!closed) return found
    found += 1
  }
}

const sundayOnOrAfter = (day: Day) => day + ((7 - weekdayOf(day)) % 7)
const summers = new Map<number, readonly [Day, Day]>()

/** US Eastern time: summer time from the second Sunday of March to the first of November (Energy Policy Act of 2005). */
function isSummer(day: Day): boolean {
  const year = yearOf(day)
  let summer = summers.get(year)
  if (!summer) {
    summer = [sundayOnOrAfter(dayOf(year, 3, 8)), sundayOnOrAfter(dayOf(year, 11, 1))]
    summers.set(year, summer)
  }
  return day >= summer[0] && day < summer[1]
}

/** `2024-03-05T09:15:00-05:00`: minutes after midnight at the clinic, in Massachusetts. */
export function instant(day: Day, minutes: number, seconds = 0): string {
  const on = day + Math.floor(minutes / 1440)
  const within = ((minutes % 1440) + 1440) % 1440
  return `${iso(on)}T${two(Math.floor(within / 60))}:${two(within % 60)}:${two(seconds)}${isSummer(on) ? '-04:00' : '-05:00'}`
}
