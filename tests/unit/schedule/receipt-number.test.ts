import { array, assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { nextSerial, receiptNumber, serialOf } from '../../../shared/schedule/receipt-number.ts'

const device = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f5d06'

test('a number is read back, sorts by time, and has none of the letters that are read for others', () => {
  assert(
    property(integer({ min: 1, max: 32 ** 6 - 1 }), integer({ min: 1, max: 32 ** 6 - 1 }), (a, b) => {
      const [one, two] = [receiptNumber(device, a), receiptNumber(device, b)]
      expect(one).toMatch(/^5D06-[0-9A-HJKMNP-TV-Z]{6}$/)
      expect(serialOf(one)).toBe(a)
      expect(Math.sign(a - b)).toBe(one < two ? -1 : one > two ? 1 : 0)
    }),
    { numRuns: 500 },
  )
  expect(serialOf('100123')).toBe(0)
})

test('whatever the clock does, the next number is above the last; and it is never below the second it is given in', () => {
  assert(
    property(array(integer({ min: 0, max: 3e12 }), { minLength: 1, maxLength: 60 }), (clock) => {
      let last = 0
      for (const now of clock) {
        const next = nextSerial(now, last)
        expect(next).toBeGreaterThan(last)
        expect(next).toBeGreaterThanOrEqual(Math.floor((now - Date.UTC(2025, 0, 1)) / 1000))
        last = next
      }
    }),
    { numRuns: 300 },
  )
})
