import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import {
  ageAt,
  dayOf,
  instant,
  iso,
  partsOf,
  readDay,
  weekdayOf,
  workday,
  yearOf,
} from '../../../tools/demo/days.ts'
import { Random } from '../../../tools/demo/random.ts'

const days = fc.integer({ min: dayOf(1880, 1, 1), max: dayOf(2100, 12, 31) })

test('days are calendar days, as Temporal counts them', () => {
  fc.assert(
    fc.property(days, days, (day, other) => {
      const date = Temporal.PlainDate.from('1970-01-01').add({ days: day })
      expect(iso(day)).toBe(date.toString())
      expect(partsOf(day)).toEqual([date.year, date.month, date.day])
      expect(readDay(iso(day))).toBe(day)
      expect(weekdayOf(day)).toBe(date.dayOfWeek % 7)
      const [born, on] = [Math.min(day, other), Math.max(day, other)]
      const span = Temporal.PlainDate.from(iso(born)).until(iso(on), { largestUnit: 'years' })
      // 29 February ages on 1 March here, on 28 February there
      fc.pre(!iso(born).endsWith('02-29'))
      expect(ageAt(born, on)).toBe(span.years)
    }),
  )
  for (const wrong of ['2025-02-29', '2025-13-01', '25-01-01', 'today'])
    expect(() => readDay(wrong)).toThrow('not a date')
})

test('instants carry the offset of the clinic, in summer and in winter', () => {
  // the rule of today: before 2007 summer time began and ended on other days
  const recent = fc.integer({ min: dayOf(2008, 1, 1), max: dayOf(2040, 12, 31) })
  fc.assert(
    fc.property(recent, fc.integer({ min: 240, max: 1439 }), (day, minutes) => {
      const text = instant(day, minutes)
      const zoned = Temporal.Instant.from(text).toZonedDateTimeISO('America/New_York')
      expect(zoned.toPlainDate().toString()).toBe(iso(day))
      expect(zoned.hour * 60 + zoned.minute).toBe(minutes)
    }),
  )
})

test('the practice is open on working days', () => {
  fc.assert(
    fc.property(days, (day) => {
      const open = workday(day)
      expect(open - day).toBeLessThan(5)
      expect([1, 2, 3, 4, 5]).toContain(weekdayOf(open))
      expect(iso(open)).not.toBe(`${yearOf(open)}-12-25`)
    }),
  )
})

test('chance is even, and each stream its own', () => {
  const random = new Random('seed', 1)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 20_000; index++) {
    const at = random.int(0, 9)
    counts[at] = (counts[at] ?? 0) + 1
  }
  expect(Math.min(...counts)).toBeGreaterThan(1800)
  expect(Math.max(...counts)).toBeLessThan(2200)
  const normal = Array.from({ length: 20_000 }, () => random.normal())
  const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length
  const spread = Math.sqrt(normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length)
  expect(Math.abs(mean)).toBeLessThan(0.03)
  expect(Math.abs(spread - 1)).toBeLessThan(0.03)
  const names = [['a', 1], ['a', 2], ['b', 1], ['a1'], ['a', '1', '']]
  expect(new Set(names.map((name) => new Random(...name).uuid())).size).toBe(names.length)
  expect(new Random('a', 1).uuid()).toBe(new Random('a', 1).uuid())
})
