import * as fc from 'fast-check'
import { randomFillSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { isId, makeNewId } from '../../../shared/kernel/ids.ts'

const random = (bytes: Uint8Array) => randomFillSync(bytes)

test('ids only ever grow, whatever the clock does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 4_102_444_800_000 }), { minLength: 2, maxLength: 200 }),
      (times) => {
        let at = 0
        const newId = makeNewId({ now: () => times[at++ % times.length] ?? 0, mono: () => 0 }, random)
        const ids = times.flatMap(() => [newId(), newId()])
        expect(ids.toSorted()).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      },
    ),
  )
})

test('an id is a UUID of version 7 that says when it was made', () => {
  const now = Date.parse('2026-11-23T15:05:00.000Z')
  const id = makeNewId({ now: () => now, mono: () => 0 }, random)()
  expect(isId(id)).toBe(true)
  expect(id[14]).toBe('7')
  expect('89ab').toContain(id[19])
  expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now)
})

test('two workstations that start in the same millisecond do not make the same ids', () => {
  const clock = { now: () => 1_800_000_000_000, mono: () => 0 }
  const [a, b] = [makeNewId(clock, random), makeNewId(clock, random)]
  const made = Array.from({ length: 5000 }, () => [a(), b()]).flat()
  expect(new Set(made).size).toBe(made.length)
})

test('a counter that starts at its highest still leaves room', () => {
  const newId = makeNewId({ now: () => 5, mono: () => 0 }, (bytes) => bytes.fill(0xff))
  const ids = Array.from({ length: 1000 }, () => newId())
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(1000)
})
