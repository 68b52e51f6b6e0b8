import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextHlc, receiveHlc } from '../../../shared/kernel/hlc.ts'

const time = fc.integer({ min: 0, max: 4_102_444_800_000 })

test('each stamp is after the last one, in text order, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(time, { minLength: 2, maxLength: 100 }), (times) => {
      let last: string | null = null
      for (const now of times) {
        const next = nextHlc(last, now)
        expect(next).toMatch(/^\d{13}-[0-9a-f]{4}$/)
        expect(last === null || next > last).toBe(true)
        last = next
      }
    }),
  )
})

test('a stamp made after one was seen comes after it', () => {
  fc.assert(
    fc.property(time, time, time, (ours, theirs, now) => {
      const [own, seen] = [nextHlc(null, ours), nextHlc(null, theirs)]
      expect(nextHlc(receiveHlc(own, seen), now) > seen).toBe(true)
      expect(nextHlc(receiveHlc(own, seen), now) > own).toBe(true)
    }),
  )
})

test('65,536 stamps in one millisecond run over into the next, and a damaged stamp counts as none', () => {
  expect(nextHlc('1800000000000-ffff', 1_800_000_000_000)).toBe('1800000000001-0000')
  expect(nextHlc('rubbish', 5)).toBe('0000000000005-0000')
  for (const clock of [Number.NaN, -1, Number.POSITIVE_INFINITY])
    expect(nextHlc(null, clock)).toMatch(/^\d{13}-[0-9a-f]{4}$/)
})
