import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  ageOn,
  ageText,
  dayIn,
  daysBetween,
  firstDayOf,
  instantOf,
  yearsBefore,
} from '../../../shared/kernel/time.ts'

test.each([
  ['1980-02-29', '2001-02-27', 20],
  // who was born on 29 February ages on 28 February
  ['1980-02-29', '2001-02-28', 21],
  ['1980-02-29', '2001-03-01', 21],
  ['1980-02-29', '2004-02-28', 23],
  ['1980-02-29', '2004-02-29', 24],
  ['1980-12-31', '2026-12-30', 45],
  ['1980-12-31', '2026-12-31', 46],
  ['1980', '2026-11-23', 46],
  ['1980-12', '2026-11-30', 45],
  ['2026-11-23', '2026-11-23', 0],
])('born %s, on %s: %i years', (born, on, years) => expect(ageOn(born, on)?.years).toBe(years))

test('nobody has an age before they are born', () => {
  expect(ageOn('2026-11-24', '2026-11-23')).toBeNull()
  expect(ageText('2026-11-24', '2026-11-23')).toBe('not born yet')
})

test.each([
  ['2026-11-23', '0 d'],
  ['2026-11-10', '13 d'],
  ['2026-11-09', '2 wk'],
  ['2026-08-24', '13 wk'],
  ['2026-08-23', '3 mo'],
  ['2024-11-24', '23 mo'],
  ['2024-11-23', '2 y'],
  ['1980', '46 y'],
])('born %s is said as %s', (born, text) => expect(ageText(born, '2026-11-23')).toBe(text))

test('age never goes down from one day to the next', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, fc.nat(40_000), (born, later) => {
      const before = ageOn(born, addDays(born, later))
      const after = ageOn(born, addDays(born, later + 1))
      expect(
        after && before && after.totalMonths >= before.totalMonths && after.days === before.days + 1,
      ).toBe(true)
    }),
  )
})

test('a day is the day it is in the practice, across the change of clocks', () => {
  expect(dayIn('America/New_York', Date.parse('2026-11-24T04:59:59.000Z'))).toBe('2026-11-23')
  expect(dayIn('America/New_York', Date.parse('2026-11-24T05:00:00.000Z'))).toBe('2026-11-24')
  expect(dayIn('America/New_York', Date.parse('2026-07-01T03:59:59.000Z'))).toBe('2026-06-30')
  expect(daysBetween('2026-03-07', '2026-03-09')).toBe(2)
  expect(instantOf(0)).toBe('1970-01-01T00:00:00.000Z')
  expect([firstDayOf('1980'), firstDayOf('1980-05'), firstDayOf('1980-05-17')]).toEqual([
    '1980-01-01',
    '1980-05-01',
    '1980-05-17',
  ])
})

test('the same day some years before is a day that there was', () => {
  expect(yearsBefore('2026-11-30', 6)).toBe('2020-11-30')
  expect(yearsBefore('2028-02-29', 4)).toBe('2024-02-29')
  expect(yearsBefore('2028-02-29', 6)).toBe('2022-02-28')
})
