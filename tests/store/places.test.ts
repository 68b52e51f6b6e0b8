/** How many places of the file a row is written to. */
import { expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import { newStore } from '../kit/store.ts'

test('a row is written to its table and each of its indexes; what is not known, to one place', () => {
  const store = newStore()
  for (const { type, table } of Object.values(records)) {
    const indexes = store.db.pragma(`index_list(${table})`) as unknown[]
    expect([type, store.places.of(type)]).toEqual([type, 1 + indexes.length])
  }
  expect(store.places.of('patient')).toBeGreaterThan(store.places.of('coverage'))
  expect(store.places.of('of a later version')).toBe(1)
})
