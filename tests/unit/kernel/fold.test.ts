import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsOf, foldText, foldWords } from '../../../shared/kernel/fold.ts'

test.each([
  ["O'Kon", 'okon'],
  ['O’Kon', 'okon'],
  ['Ángela', 'angela'],
  ['A\u0301ngela', 'angela'],
  ['Müller-Straße', 'muller strasse'],
  ['ŁUKASZ', 'lukasz'],
  ['İPEK Yılmaz', 'ipek yilmaz'],
  ['Nguyễn  Thị', 'nguyen thi'],
  ['ﬁnn', 'finn'],
  ['  St. John ', 'st john'],
  ['"; DROP TABLE', 'drop table'],
  ['***', ''],
])('%j folds to %j', (text, folded) => expect(foldText(text)).toBe(folded))

test('a folded text is words of letters and digits, one space apart, and folds to itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const folded = foldText(text)
      expect(folded).toMatch(/^(?:[\p{L}\p{N}]+(?: [\p{L}\p{N}]+)*)?$/u)
      expect(foldText(folded)).toBe(folded)
      expect(foldWords(text).join(' ')).toBe(folded)
    }),
    { numRuns: 2000 },
  )
})

test('case and the form of accents make no difference', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-zÀ-ÖØ-öø-ÿ' -]{0,30}$/), (name) => {
      expect(foldText(name.normalize('NFD'))).toBe(foldText(name.normalize('NFC')))
      expect(foldText(name.toUpperCase())).toBe(foldText(name.toLowerCase()))
    }),
  )
})

test('digits of what is no number are none', () => {
  expect(digitsOf('(617) 555-0142 x9')).toBe('61755501429')
  expect(digitsOf('none')).toBe('')
})
