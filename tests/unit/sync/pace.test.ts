import { expect, test } from 'vitest'
import { MeasuredPace } from '../../../src-main/sync/pace.ts'

/** A pace whose clock stands at `at.now`, with somebody who asked last at `at.asked`. */
function paceAt(at: { now: number; asked: number }): MeasuredPace {
  const pace = new MeasuredPace(
    () => at.asked,
    () => at.now,
  )
  // ten lines a millisecond, as often as it takes to know it
  for (let n = 0; n < 50; n += 1) pace.took(100, 10)
  return pace
}

test('little is written at once while somebody is there, more in the moment after an answer, most where nobody is', () => {
  const at = { now: 100_000, asked: Number.NEGATIVE_INFINITY }
  const pace = paceAt(at)
  const alone = pace.lines()
  at.asked = at.now - 1000
  const there = pace.lines()
  at.asked = at.now - 5
  const answered = pace.lines()
  expect([alone, there, answered]).toEqual([400, 30, 120])
  // who has not asked for long has gone
  at.asked = at.now - 10_000
  expect(pace.lines()).toBe(alone)
})

test('a machine that takes longer is given less, and never nothing', () => {
  const at = { now: 100_000, asked: 99_000 }
  const pace = paceAt(at)
  for (let n = 0; n < 50; n += 1) pace.took(1, 1000)
  expect(pace.lines()).toBe(1)
  for (let n = 0; n < 50; n += 1) pace.took(1000, 0)
  expect(pace.lines()).toBeGreaterThan(1000)
})

test('the log is written back in the moment after an answer, at the end, and before it grows too long', () => {
  const at = { now: 100_000, asked: 99_995 }
  const pace = paceAt(at)
  expect(pace.linesToCheckpoint(false)).toBe(600)
  at.asked = 99_000
  expect(pace.linesToCheckpoint(false)).toBe(6000)
  expect(pace.linesToCheckpoint(true)).toBe(1)
})
