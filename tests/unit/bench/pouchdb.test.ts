import { expect, test } from 'vitest'
import { readSearch } from '../../../shared/patients/read-search.ts'
import { queriesFor } from '../../../tools/bench/pouchdb.ts'

const from = (text: string) => ({ $gte: text, $lt: `${text}\ufff0` })
const asked = (text: string) => readSearch(text, '2026-06-01').flatMap(queriesFor)

test('the peer is asked for names in either order, by the index that leaves fewer', () => {
  expect(asked('Okon')).toEqual([
    { selector: { family: from('okon') }, use_index: 'family' },
    { selector: { given: from('okon') }, use_index: 'given' },
  ])
  expect(asked('okon ra')).toEqual([
    { selector: { family: from('okon'), given: from('ra') }, use_index: 'familyAndGiven' },
    { selector: { family: from('ra'), given: from('okon') }, use_index: 'givenAndFamily' },
  ])
})

test('for birth dates by value, for years by range, and for both with a name', () => {
  expect(asked('2/29/1980')).toEqual([{ selector: { birthDate: '1980-02-29' }, use_index: 'birth' }])
  expect(asked('okon 2/29/1980')[0]).toEqual({
    selector: { family: from('okon'), birthDate: '1980-02-29' },
    use_index: 'birthAndFamily',
  })
  expect(asked('okon 1980')[1]).toEqual({
    selector: { given: from('okon'), birthDate: from('1980') },
    use_index: 'givenAndBirth',
  })
})

test('for numbers as records, phones and the ends of phones', () => {
  expect(asked('617-555').map(({ use_index: index }) => index)).toEqual(['mrn', 'phone', 'local'])
})
