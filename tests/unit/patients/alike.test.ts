import { assert, constantFrom, property, string, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, Vocabulary } from '../../../src-main/patients/alike.ts'

/** What near means, word by word and with nothing kept between them. */
function nearOneByOne(words: readonly string[], typed: string): string[] {
  const allowed = typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2
  if (allowed === 0) return []
  const distanceOf = (word: string) => {
    const whole = editDistance(typed, word, allowed)
    const beginning =
      typed.length < 4 ? allowed + 1 : editDistance(typed, word.slice(0, typed.length), allowed)
    return Math.min(whole, beginning + 0.5)
  }
  return words
    .filter((word) => word.length >= 3)
    .map((word) => ({ word, distance: distanceOf(word) }))
    .filter(({ distance }) => distance <= allowed + 0.5)
    .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word)
}

// few letters, so that many words are near each other and begin alike
const word = string({ unit: constantFrom('a', 'b', 'c', 'é'), minLength: 1, maxLength: 9 })

test('words that begin alike are looked at together, and the answer is that of looking at each', () => {
  assert(
    property(uniqueArray(word, { maxLength: 60 }), word, (words, typed) => {
      expect(new Vocabulary(words).near(typed, 1000)).toEqual(nearOneByOne(words, typed))
    }),
    { numRuns: 2000 },
  )
})

test('swapped neighbours, a letter too many, one too few and a wrong one are one mistake each', () => {
  const words = ['johnson', 'johnston', 'jones', 'jansen']
  const near = (typed: string) => new Vocabulary(words).near(typed, 24)
  expect(near('jonhson')).toEqual(['johnson', 'johnston'])
  expect(near('johnsson')[0]).toBe('johnson')
  expect(near('jonson')[0]).toBe('johnson')
  expect(near('jonez')).toEqual(['jones'])
  expect(near('jo')).toEqual([])
  expect(near('smith')).toEqual([])
})

test('words of more letters than a page may type, and none at all', () => {
  const long = 'a'.repeat(300)
  expect(new Vocabulary([long, `${long}b`]).near('a'.repeat(200), 5)).toEqual([long, `${long}b`])
  expect(new Vocabulary([]).near('smith', 5)).toEqual([])
})
