import { expect, test } from 'vitest'
import { fitText } from '../../../shared/exchange/fit-row.ts'
import { PartialDate, text, words } from '../../../shared/kernel/fields.ts'

test('typed text is trimmed and composed, and its length is that of what is kept', () => {
  expect(text(5).parse('  A\u0301bel ')).toBe('Ábel')
  expect(text(4).safeParse('five!').success).toBe(false)
  expect(text(4).parse('\u0041\u0301'.repeat(4))).toBe('Á'.repeat(4))
  expect(words(10).safeParse(' \t ').success).toBe(false)
})

test.each([
  ['a NUL', 'a\u0000b'],
  ['an escape', '\u001b[31m'],
  ['half a character', 'a\ud800b'],
  ['the other half', '\udc00'],
])('%s is not text', (_what, typed) => expect(text(20).safeParse(typed).success).toBe(false))

test.each([
  ['an override', 'Levy\u202e', 'Levy'],
  ['an isolate that is left open', '\u2067Levy', 'Levy'],
  ['the marks a number is copied with', '\u202a617-555-0142\u202c', '617-555-0142'],
  ['letters of two directions', 'Levy לוי عبد', 'Levy לוי عبد'],
])('%s turns nothing beside it, typed or imported', (_what, typed, kept) => {
  expect(text(40).parse(typed)).toBe(kept)
  expect(fitText(typed, 40)).toBe(kept)
})

test('new line and tab are text', () => expect(text(20).parse('a\n\tb')).toBe('a\n\tb'))

test.each(['1980', '1980-02', '1980-02-29'])('%s is a date as far as it is known', (date) =>
  expect(PartialDate.parse(date)).toBe(date),
)
test.each([
  '80',
  '1980-13',
  '1980-00',
  '1980-2',
  '1980-02-32',
  '1980-02-30',
  '2001-02-29',
  '1980-02-',
  ' 1980',
])('%s is not', (date) => expect(PartialDate.safeParse(date).success).toBe(false))
