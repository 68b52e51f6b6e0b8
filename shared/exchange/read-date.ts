/** FHIR dates as the record keeps them: as precise as they came, instants in UTC. Source: FHIR R4, date, dateTime, instant. */
import type { Period, Timing } from '@medplum/fhirtypes'
import { element, list } from './read-element.ts'
import { Refused } from './refusal.ts'

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/

/**
 * A `date`, `dateTime` or `instant` as a Moment; null where it is absent. A time without a zone says the day only,
 * because which instant it was cannot be known. Refuses what is no such date (30 February, month 13).
 */
export function moment(value: string | undefined, path: string): string | null {
  if (value === undefined) return null
  const match = typeof value === 'string' ? form.exec(value) : null
  if (!match) throw new Refused('element.date', path)
  const [, year = '', month, day, hour, minute, second = '00', fraction = '', zone] = match
  if (month === undefined) return year
  if (Number(month) < 1 || Number(month) > 12) throw new Refused('element.date', path)
  if (day === undefined) return `${year}-${month}`
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month)))
    throw new Refused('element.date', path)
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return date
  // a leap second is the last one of its minute: nothing here counts finer
  const seconds = second === '60' ? '59' : second
  if (Number(hour) > 23 || Number(minute) > 59 || Number(seconds) > 59)
    throw new Refused('element.date', path)
  if (zone === undefined) return date
  const local = `${date}T${hour}:${minute}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  if (zone === 'Z' || zone === '+00:00' || zone === '-00:00') return local
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * (zone.startsWith('-') ? -1 : 1)
  const utc = new Date(Date.parse(local) - offset * 60_000).toISOString()
  if (utc.length !== 24 || Math.abs(offset) > 14 * 60) throw new Refused('element.date', path)
  return utc
}

/** The day, month or year alone, as it was written: a birth date does not move with the zone. */
export function partialDate(value: string | undefined, path: string): string | null {
  return moment(value, path) === null ? null : (value ?? '').slice(0, 10)
}

export const startOf = (period: Period | undefined, path: string): string | null =>
  moment(element(period, path)?.start, `${path}.start`)
export const endOf = (period: Period | undefined, path: string): string | null =>
  moment(element(period, path)?.end, `${path}.end`)

/** When the first of a series of events is. */
export const firstEvent = (timing: Timing | undefined, path: string): string | null => {
  const [event] = element(timing, path)?.event ?? []
  if (event !== undefined) return moment(event, `${path}.event[0]`)
  return startOf(timing?.repeat?.boundsPeriod, `${path}.repeat.boundsPeriod`)
}

/** `2019-01-02 to 2019-03-04`, with what is missing left out. */
export const periodText = (period: Period | undefined, path: string): string =>
  [startOf(period, path), endOf(period, path)].filter(Boolean).join(' to ')

/** The texts of notes, one under the other. */
export const notesOf = (notes: readonly { text?: string }[] | undefined, path: string): string =>
  list(notes, path)
    .map((note, index) => {
      if (note.text !== undefined && typeof note.text !== 'string')
        throw new Refused('element.shape', `${path}[${index}].text`)
      return note.text ?? ''
    })
    .filter(Boolean)
    .join('\n\n')

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
