/** Whom somebody reaches, as a pure function of what is set and what is known of the patient. */
import { describe, expect, test } from 'vitest'
import { isWider, reaches, scopeOf } from '../../../shared/access/scope.ts'

const own = new Map<string, string | null>([
  ['north', null],
  ['harbor', null],
  ['heart', 'harbor'],
  ['mind', 'harbor'],
])

describe('whether a patient is within reach', () => {
  test.each<[string[], string[], boolean]>([
    [['north'], [], true],
    [['north'], ['somewhere-else'], true],
    [['north'], ['north'], true],
    [['north'], ['harbor'], false],
    [['north'], ['harbor', 'north'], true],
    [['harbor'], ['heart'], true],
    [['heart'], ['heart'], true],
    [['mind'], ['heart'], false],
    [['mind'], ['harbor'], true],
    [['mind'], ['harbor', 'heart'], false],
    [['mind'], ['harbor', 'heart', 'mind'], true],
    [['north'], ['heart', 'somewhere-else'], false],
    // what is set is not known here any more: nothing but those of nowhere
    [['gone'], ['north'], false],
    [[], ['north'], false],
    [[], [], true],
  ])('of %j: a patient of %j: %s', (scope, belongs, is) => {
    expect(reaches(scope, belongs, own)).toBe(is)
  })
})

test('what is set for the person counts, then what all their levels say; a role reaches the whole practice', () => {
  const levels = [
    { id: 'a', scope: ['north'] },
    { id: 'b', scope: ['heart', 'north'] },
    { id: 'c', scope: [] },
  ]
  const of = (person: Partial<Parameters<typeof scopeOf>[0]>) =>
    scopeOf({ roles: [], levels: [], scope: [], ...person }, levels)
  expect(of({ roles: ['nurse'], scope: ['north'] })).toEqual({ places: ['north'], from: 'person' })
  expect(of({ levels: ['a', 'b'] })).toEqual({ places: ['north', 'heart'], from: 'levels' })
  for (const whole of [{ levels: ['a', 'c'] }, { levels: ['a'], roles: ['nurse' as const] }, {}])
    expect(of(whole)).toEqual({ places: null, from: null })
})

test('wider is what was not reached before', () => {
  expect(isWider([], ['north'])).toBe(false)
  expect(isWider(['north', 'harbor'], ['north'])).toBe(false)
  expect(isWider(['north'], ['north', 'harbor'])).toBe(true)
  expect(isWider(['north'], [])).toBe(true)
  expect(isWider([], [])).toBe(false)
})
