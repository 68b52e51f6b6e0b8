import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addCents, allocateCents, formatCents, parseCents } from '../../../shared/kernel/money.ts'

const cents = fc.maxSafeInteger()
const weights = fc
  .array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 })
  .filter((each) => each.some((weight) => weight > 0))

test('parts add up to the whole, to the cent, with one sign, none more than a cent from its share', () => {
  fc.assert(
    fc.property(cents, weights, (amount, shares) => {
      const parts = allocateCents(amount, shares)
      expect(addCents(...parts)).toBe(amount)
      const total = shares.reduce((sum, share) => sum + share, 0)
      for (const [index, part] of parts.entries()) {
        expect(part === 0 || Math.sign(part) === Math.sign(amount)).toBe(true)
        // |part * total - amount * share| < total, in whole numbers
        const apart = BigInt(part) * BigInt(total) - BigInt(amount) * BigInt(shares[index] ?? 0)
        expect(apart < BigInt(total) && -apart < BigInt(total)).toBe(true)
      }
    }),
  )
})

test('a part of weight nothing gets nothing, and equal weights differ by a cent at most, the odd cents first', () => {
  expect(allocateCents(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(allocateCents(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  expect(allocateCents(1, [0, 1])).toEqual([0, 1])
  expect(allocateCents(0, [1, 2])).toEqual([0, 0])
  for (const bad of [[], [0, 0], [-1, 2], [0.5], [Number.NaN]])
    expect(() => allocateCents(1, bad)).toThrow('money.weights')
})

test('what is written for an amount is read as that amount', () => {
  fc.assert(
    fc.property(cents, (amount) => {
      expect(parseCents(formatCents(amount))).toBe(amount)
    }),
  )
})

test.each([
  ['12', 1200],
  ['12.5', 1250],
  ['$1,234.56', 123456],
  ['-3.00', -300],
  ['(3.00)', -300],
  ['($1,000.00)', -100000],
  ['.05', 5],
  ['-$3', -300],
  ['0', 0],
  ['-0', 0],
  ['90071992547409.91', Number.MAX_SAFE_INTEGER],
])('%s is %i cents', (typed, amount) => expect(parseCents(typed)).toBe(amount))

test.each(
  [
    '',
    ' ',
    '.',
    '$',
    '1.234',
    '1,23',
    '12,34.00',
    '1e3',
    '٣',
    '0x10',
    '3-',
    '()',
    '--3',
    '(-3.00)',
    '$-3',
    'NaN',
    '90071992547409.92',
    '9'.repeat(400),
  ].map((typed) => [typed]),
)('%j is no amount', (typed) => expect(() => parseCents(typed)).toThrow(/money\.(unreadable|too-large)/))

test('a sum that would not be exact is refused, not rounded', () => {
  expect(() => addCents(Number.MAX_SAFE_INTEGER, 1)).toThrow('money.too-large')
  expect(() => addCents(0.1)).toThrow('money.not-whole-cents')
  expect(() => addCents(Number.NaN)).toThrow('money.not-whole-cents')
})
