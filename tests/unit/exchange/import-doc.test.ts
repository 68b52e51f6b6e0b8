import { expect, test } from 'vitest'
import { recordFor } from '../../../shared/exchange/map-resource.ts'
import { reasonCodes, reasonWords } from '../../../shared/exchange/refusal.ts'
import { resourceTypes } from '../../../shared/exchange/resource-types.ts'
import { textOf } from '../../kit/sources.ts'

const doc = textOf('docs/import.md')

test('every reason stands in the document, word for word', () => {
  expect(reasonCodes.map(reasonWords).filter((words) => !doc.includes(`| ${words} `))).toEqual([])
})

test('so does every type that becomes a row', () => {
  const mapped = resourceTypes.filter((type) => recordFor(type) !== null)
  expect(mapped.length).toBeGreaterThan(15)
  expect(mapped.filter((type) => !new RegExp(`^\\|.*\\b${type}\\b.*\\|`, 'm').test(doc))).toEqual([])
})
