import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTypedDate } from '../../../shared/kernel/typed-date.ts'

// a Monday
const today = '2026-11-23'

test.each([
  ['02291980', '1980-02-29'],
  ['2/29/1980', '1980-02-29'],
  ['2-29-80', '1980-02-29'],
  ['2.29.1980', '1980-02-29'],
  ['2 29 1980', '1980-02-29'],
  ['022980', '1980-02-29'],
  ['1980-02-29', '1980-02-29'],
  ['1980/2/9', '1980-02-09'],
  ['19800229', '1980-02-29'],
  ['20101112', '2010-11-12'],
  ['29 Feb 1980', '1980-02-29'],
  ['29-feb-80', '1980-02-29'],
  ['Feb 29, 1980', '1980-02-29'],
  ['february 29th 1980', '1980-02-29'],
  ['sept 3 1999', '1999-09-03'],
  ['  7/4/26  ', '2026-07-04'],
  // a birth date is never after today
  ['12/31/26', '1926-12-31'],
  ['11/23/26', '2026-11-23'],
  ['11/24/26', '1926-11-24'],
  ['1/1/27', '1927-01-01'],
  ['t', today],
  ['today', today],
  ['t+14', '2026-12-07'],
  ['t-1w', '2026-11-16'],
  ['t - 3 m', '2026-08-23'],
  ['t-80y', '1946-11-23'],
  ['mon', '2026-11-16'],
  ['sun', '2026-11-22'],
])('%j typed as a birth date is %s', (typed, day) => expect(readTypedDate(typed, today, 'past')).toBe(day))

test.each([
  ['mon', '2026-11-30'],
  ['tuesday', '2026-11-24'],
  ['12/1/26', '2026-12-01'],
  ['1/5/27', '2027-01-05'],
  ['1/5/60', '2060-01-05'],
])('%j typed for a booking is %s', (typed, day) => expect(readTypedDate(typed, today, 'future')).toBe(day))

test.each(
  [
    '',
    '2/30/1980',
    '13/1/1980',
    '29/2/1980',
    '0/1/1980',
    '1980-02-30',
    '1980',
    '2/1980',
    '2/29/198',
    '12345678',
    'feb 30 1980',
    'junk 4 1980',
    'marie 12 1980',
    'mo',
    't+',
    'yesterday',
    '1/1/1799',
    '1/1/2201',
    't+9999y',
    't-9999y',
    '2/29/1900',
    "1980-02-29'--",
    '１/１/1980',
  ].map((typed) => [typed]),
)('%j is no date', (typed) => expect(readTypedDate(typed, today, 'past')).toBeNull())

test('whatever is typed, the answer is a day between 1800 and 2200, or none', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.stringMatching(/^[tT0-9 +\-/.dwmyabefjnos,]{0,16}$/),
  )
  fc.assert(
    fc.property(typed, fc.constantFrom('past' as const, 'future' as const), (text, lean) => {
      const day = readTypedDate(text, today, lean)
      expect(day ?? '2000-01-01').toMatch(/^(18|19|20|21)\d{2}-\d{2}-\d{2}$|^2200-/)
    }),
    { numRuns: 2000 },
  )
})
