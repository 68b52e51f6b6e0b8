import { expect, test } from 'vitest'
import { MergedChanges, pace } from '../../../src-main/pipeline/merged-changes.ts'
import type { Published } from '../../../src-main/store/tx.ts'

/** A clock and a timer that are moved by hand. */
function make() {
  let now = 0
  let timer: { work: () => void; at: number } | null = null
  const told: Published[] = []
  const merged = new MergedChanges(
    { now: () => now, mono: () => now },
    (change) => told.push(change),
    pace.job,
    (work, ms) => (timer = { work, at: now + ms }),
  )
  const wait = (ms: number) => {
    now += ms
    if (!timer || timer.at > now) return
    const { work } = timer
    timer = null
    work()
  }
  return { merged, told, wait }
}
const change = (table: string, ...patients: string[]): Published => ({ tables: [table], patients })

test('the first change is told at once; those that follow it together, once it is time', () => {
  const { merged, told, wait } = make()
  merged.add(change('patients', 'a'))
  expect(told).toEqual([{ tables: ['patients'], patients: ['a'] }])
  merged.add(change('problems', 'a'))
  wait(100)
  merged.add(change('problems', 'b'))
  merged.add(change('originals', 'b'))
  expect(told).toHaveLength(1)
  wait(400)
  expect(told.slice(1)).toEqual([{ tables: ['problems', 'originals'], patients: ['a', 'b'] }])
  wait(10_000)
  expect(told).toHaveLength(2)
})

test('nothing is told twice, and nothing is forgotten', () => {
  const { merged, told, wait } = make()
  for (let n = 0; n < 100; n += 1) {
    merged.add(change('problems', String(n)))
    wait(30)
  }
  wait(1000)
  const patients = told.flatMap((each) => each.patients)
  expect(patients.toSorted()).toEqual(Array.from({ length: 100 }, (_, n) => String(n)).toSorted())
  expect(told.length).toBeLessThan(10)
})

test('together with something that is of no patient it is told as one of everybody’s', () => {
  const { merged, told, wait } = make()
  merged.add(change('patients'))
  merged.add(change('problems', 'a'))
  merged.add(change('organizations'))
  wait(500)
  merged.add(change('problems', 'b'))
  wait(500)
  expect(told.slice(1)).toEqual([
    { tables: ['problems', 'organizations'], patients: [] },
    { tables: ['problems'], patients: ['b'] },
  ])
})

test('a change of very many is told as one of everybody’s', () => {
  const { merged, told, wait } = make()
  merged.add(change('patients', 'a'))
  merged.add(change('patients', ...Array.from({ length: 501 }, (_, n) => String(n))))
  wait(500)
  expect(told[1]).toEqual({ tables: ['patients'], patients: [] })
})
