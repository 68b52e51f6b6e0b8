/** Zones and days that a schedule has to get right, and what a clock on the wall there shows: by Temporal alone, minute by minute. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'

export const zones = [
  'America/New_York',
  'America/Phoenix',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Asia/Kolkata',
  // sets its clock at midnight, so that a day begins at one
  'America/Santiago',
] as const

/** Of 2026: days on which one of them sets its clock, the days beside some of them, and others. */
export const days = fc.constantFrom(
  '2026-03-07',
  '2026-03-08',
  '2026-03-29',
  '2026-04-04',
  '2026-04-05',
  '2026-09-05',
  '2026-09-06',
  '2026-10-04',
  '2026-10-25',
  '2026-10-31',
  '2026-11-01',
  '2026-01-15',
  '2026-06-10',
  '2026-12-31',
)

export const wallAt = (zone: string, minute: number): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()

export const firstMinuteOf = (zone: string, day: string): number =>
  Math.floor(Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds / 60_000)
export const dayAfter = (day: string, days = 1): string =>
  Temporal.PlainDate.from(day).add({ days }).toString()
