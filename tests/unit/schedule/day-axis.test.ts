import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  dayNumberOf,
  dayOfNumber,
  daySpan,
  localAt,
  minuteAt,
  weekdayOf,
  weekNumberOf,
} from '../../../shared/schedule/day-axis.ts'
import { dayAfter, days, firstMinuteOf, wallAt, zones } from './zones.ts'

const zone = fc.constantFrom(...zones, 'America/Havana', 'UTC', 'Asia/Kathmandu', 'Pacific/Apia')

test('a day is as long as it is, and its minutes are those the clock shows', () => {
  fc.assert(
    fc.property(zone, days, fc.integer({ min: 0, max: 1500 }), (zone, day, into) => {
      const { fromMin, toMin } = daySpan(zone, dayNumberOf(day))
      expect(fromMin).toBe(firstMinuteOf(zone, day))
      expect(toMin).toBe(firstMinuteOf(zone, dayAfter(day)))
      const minute = fromMin + into
      const wall = wallAt(zone, minute)
      expect(localAt(zone, minute)).toEqual({
        dayNumber: dayNumberOf(wall.toPlainDate().toString()),
        minute: wall.hour * 60 + wall.minute,
      })
    }),
    { numRuns: 400 },
  )
})

test('of a local time: the first minute that shows it; one the clock leaves out is the moment it is set', () => {
  fc.assert(
    fc.property(zone, days, fc.integer({ min: 0, max: 1439 }), (zone, day, minute) => {
      const wall = Temporal.PlainDate.from(day).toPlainDateTime({
        hour: Math.floor(minute / 60),
        minute: minute % 60,
      })
      const found = minuteAt(zone, dayNumberOf(day), minute)
      const exists = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
      const isShown = exists.toPlainDateTime().equals(wall)
      expect(found === Math.floor(exists.epochMilliseconds / 60_000)).toBe(isShown)
      expect(Temporal.PlainDateTime.compare(wallAt(zone, found), wall)).toBe(isShown ? 0 : 1)
      expect(Temporal.PlainDateTime.compare(wallAt(zone, found - 1), wall)).toBe(-1)
      expect(minuteAt(zone, dayNumberOf(day), minute + 1)).toBeGreaterThanOrEqual(found)
    }),
    { numRuns: 400 },
  )
})

test('days on which clocks are set', () => {
  const hours = (zone: string, day: string) => {
    const { fromMin, toMin } = daySpan(zone, dayNumberOf(day))
    return (toMin - fromMin) / 60
  }
  expect(hours('America/New_York', '2026-03-08')).toBe(23)
  expect(hours('America/New_York', '2026-11-01')).toBe(25)
  expect(hours('Australia/Lord_Howe', '2026-10-04')).toBe(23.5)
  expect(hours('Australia/Lord_Howe', '2026-04-05')).toBe(24.5)
  expect(hours('America/Phoenix', '2026-03-08')).toBe(24)
  const two = minuteAt('America/New_York', dayNumberOf('2026-03-08'), 150)
  expect(localAt('America/New_York', two).minute).toBe(180)
  const once = minuteAt('America/New_York', dayNumberOf('2026-11-01'), 90)
  expect(localAt('America/New_York', once + 60).minute).toBe(90)
})

test('days and weeks are counted as Temporal counts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 80_000 }), (number) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: number })
      expect(dayOfNumber(number)).toBe(date.toString())
      expect(dayNumberOf(date.toString())).toBe(number)
      expect(weekdayOf(number)).toBe(date.dayOfWeek)
      expect(weekNumberOf(number) - weekNumberOf(number - 1)).toBe(date.dayOfWeek === 1 ? 1 : 0)
    }),
    { numRuns: 200 },
  )
})
