import { expect, test } from 'vitest'
import { undisturbed, undisturbedAsync } from '../../../tools/bench/undisturbed.ts'

/** A counter that has gone up after each of the first `times` measurements. */
function disturbedFor(times: number) {
  let looks = 0
  return () => Math.min(Math.ceil(looks++ / 2), times)
}

test.each([
  [0, 1],
  [1, 2],
  [4, 5],
  [99, 5],
])('what was disturbed %i times is measured %i times', async (times, measured) => {
  let done = 0
  expect(undisturbed(() => (done += 1), disturbedFor(times))).toBeGreaterThanOrEqual(0)
  expect(done).toBe(measured)
  await undisturbedAsync(() => Promise.resolve((done += 1)), disturbedFor(times))
  expect(done).toBe(2 * measured)
})
