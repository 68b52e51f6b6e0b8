import { expect, test } from 'vitest'
import { inRounds, median, p50, p95, percentile, spread } from '../../../tools/bench/stats.ts'

const upTo = (last: number) => Array.from({ length: last }, (_, at) => last - at)

test('a percentile is a value that was measured: the smallest that so many are not above', () => {
  expect(p95(upTo(100))).toBe(95)
  expect(p95(upTo(20))).toBe(19)
  expect(p95(upTo(19))).toBe(19)
  expect(p50(upTo(4))).toBe(2)
  expect(percentile([7], 0.95)).toBe(7)
  expect(percentile(upTo(10), 1)).toBe(10)
  expect(percentile(upTo(10), 0.0001)).toBe(1)
  expect(() => p95([])).toThrow('nothing was measured')
})

test('numbers are put in order as numbers', () => {
  expect(p95([100, 9, 80])).toBe(100)
  expect(median([100, 9, 80])).toBe(80)
})

test('the median of an even number lies between the two in the middle', () => {
  expect(median([1, 2, 3, 10])).toBe(2.5)
  expect(median([3])).toBe(3)
  expect(() => median([])).toThrow('nothing was measured')
})

test('what is given is left as it is', () => {
  const values = [3, 1, 2]
  p95(values)
  median(values)
  expect(values).toEqual([3, 1, 2])
})

test('the spread is a share of the middle', () => {
  expect(spread([2, 2, 2])).toBe(0)
  expect(spread([1, 2, 4])).toBe(1.5)
})

test('rounds are measured until they agree, at least and at most so many', async () => {
  const over = async (figures: readonly number[], least: number, most: number) => {
    let at = 0
    const rounds = await inRounds(
      () => figures[at++] ?? 0,
      (figure) => figure,
      { least, most },
    )
    expect(rounds).toHaveLength(at)
    return rounds
  }
  expect(await over([10, 11, 10, 99], 3, 7)).toEqual([10, 11, 10])
  expect(await over([1, 9, 1, 9, 1, 9, 1, 9], 3, 7)).toHaveLength(7)
  expect(await over([1, 9, 5], 1, 1)).toEqual([1])
})
