/** What is usual for one person: a pure rule, for whatever days they had. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../shared/kernel/time.ts'
import { leastCharts, usualReading, type Day } from '../../../shared/privacy/usual-reading.ts'

const today = '2026-11-23'
/** So many charts a day, the last of them yesterday. */
const daysOf = (charts: readonly number[]): Day[] =>
  charts.map((each, n) => ({ day: addDays(today, n - charts.length), charts: each }))
const weeks = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 14, maxLength: 35 })

test('in words a person can check: usually 12 a day, and 61 is far from it', () => {
  const days = daysOf([12, 11, 13, 12, 10, 14, 12, 12, 11, 13, 12, 15, 9, 12])
  expect(usualReading(days, today)).toEqual({ usual: 12, most: leastCharts })
  // somebody whose days differ much is told of later
  expect(usualReading(daysOf([20, 60, 25, 55, 30, 50, 35, 45, 40, 20, 60, 40, 30, 50]), today)).toEqual({
    usual: 40,
    most: 114,
  })
})

test('nothing is said in the first weeks, or of whoever was hardly here', () => {
  expect(usualReading(daysOf(Array<number>(13).fill(12)), today)).toBeNull()
  expect(
    usualReading(daysOf([12, ...Array<number>(20).fill(0), ...Array<number>(8).fill(12)]), today),
  ).toBeNull()
  expect(usualReading([], today)).toBeNull()
})

test('the order of days, days without charts, and today itself change nothing', () => {
  fc.assert(
    fc.property(weeks, (charts) => {
      const days = daysOf(charts)
      const said = usualReading(days, today)
      const more = [...days.toReversed(), { day: '2026-09-01', charts: 0 }, { day: today, charts: 999 }]
      expect(usualReading(more, today)).toEqual(said)
    }),
  )
})

test('it is never under the floor, never under twice what is usual, and grows with what is usual', () => {
  fc.assert(
    fc.property(weeks, fc.integer({ min: 1, max: 50 }), (charts, more) => {
      const said = usualReading(daysOf(charts), today)
      const grown = usualReading(daysOf(charts.map((each) => each + more)), today)
      if (!said || !grown) throw new Error('after two weeks there is something usual')
      expect(said.most).toBeGreaterThanOrEqual(Math.max(leastCharts, 2 * said.usual - 1))
      expect(grown.usual).toBeGreaterThan(said.usual)
      expect(grown.most).toBeGreaterThanOrEqual(said.most)
    }),
  )
})

test('one odd day, whatever it was, moves it no further than the days beside the middle', () => {
  fc.assert(
    fc.property(weeks, fc.nat(), fc.integer({ min: 1, max: 1_000_000 }), (charts, place, odd) => {
      const with_ = charts.map((each, n) => (n === place % charts.length ? odd : each))
      const said = usualReading(daysOf(with_), today)
      const sorted = charts.toSorted((a, b) => a - b)
      const half = Math.floor(sorted.length / 2)
      expect(said?.usual).toBeGreaterThanOrEqual(sorted[half - 2] ?? 0)
      expect(said?.usual).toBeLessThanOrEqual(sorted[half + 1] ?? Infinity)
      // and somebody who reads very many on one day has not made that usual
      expect(said?.most).toBeLessThanOrEqual(Math.max(leastCharts, 10 * 300))
    }),
  )
})
