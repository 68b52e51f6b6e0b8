import { expect, test } from 'vitest'
import { patients } from '../../shared/patients/patient.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newStore, type TestStore } from '../kit/store.ts'

const pieces = (store: TestStore) =>
  store.db.prepare('SELECT count(DISTINCT segid) FROM patient_search_idx').pluck().get() as number
const found = (store: TestStore, word: string) =>
  store.db
    .prepare('SELECT rowid FROM patient_search WHERE patient_search MATCH ? ORDER BY rowid')
    .pluck()
    .all(word)

/** Many names, in as many transactions as an import has. */
function filled(): TestStore {
  const store = newStore()
  for (let n = 0; n < 4000; n += 40)
    command(store, (tx) => {
      for (let at = n; at < n + 40; at += 1)
        tx.put(
          patients,
          rowFor(patients, at, {
            family: `Okon${at.toString(36)}`,
            given: `Rae${at % 100}`,
            mrn: `${at}`,
          }) as never,
        )
    })
  return store
}

test('many small writes leave the word index in pieces; merging makes it one, a stretch at a time, and finds the same', () => {
  const store = filled()
  const words = ['okon1', 'okon1*', 'rae7', 'rae7 AND okon*', 'nobody']
  const before = words.map((word) => found(store, word))
  // 1, 1 with one of 36 after it, 1 with two
  expect(before.map(({ length }) => length)).toEqual([1, 1 + 36 + 1296, 40, 40, 0])
  expect(pieces(store)).toBeGreaterThan(1)
  let steps = 1
  for (let done = store.mergeWords(true); !done; done = store.mergeWords(false)) steps += 1
  expect(pieces(store)).toBe(1)
  expect(steps).toBeGreaterThan(3)
  expect(words.map((word) => found(store, word))).toEqual(before)
  // what is one piece already is left alone
  expect(store.mergeWords(true)).toBe(true)
})

test('an empty index is one piece', () => {
  expect(newStore().mergeWords(true)).toBe(true)
})
