import { expect, test } from 'vitest'
import { paceOf } from '../../../src-main/downtime/pace.ts'

const day = (n: number, storeBytes: number, numbers: number) => ({
  day: `2026-11-${String(n).padStart(2, '0')}`,
  storeBytes,
  numbers,
})

test('of a few days nothing is said', () => {
  expect(paceOf([])).toEqual({ perDay: null, measuredDays: 0 })
  expect(paceOf([day(1, 10, 10)])).toEqual({ perDay: null, measuredDays: 0 })
  expect(paceOf([day(1, 10, 10), day(3, 20, 5)])).toEqual({ perDay: null, measuredDays: 2 })
})

test('days on which nobody worked count', () => {
  expect(paceOf([day(1, 1000, 100), day(11, 3000, 60)])).toEqual({
    perDay: { numbers: 4, bytes: 200 },
    measuredDays: 10,
  })
})

test('new numbers from the cloud are no use of less than nothing; a store that was made smaller neither', () => {
  expect(paceOf([day(1, 5000, 100), day(2, 4000, 90), day(3, 4000, 1085), day(5, 4000, 1075)])).toEqual({
    perDay: { numbers: 5, bytes: 0 },
    measuredDays: 4,
  })
})
