/** What many measurements come to. */

/** The smallest value that at least `share` (above 0, to 1) of all are not above: nearest rank, so always one that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (found === undefined) throw new Error('nothing was measured')
  return found
}

/** The middle one; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]]
  if (low === undefined || high === undefined) throw new Error('nothing was measured')
  return (low + high) / 2
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
export const p50 = (values: readonly number[]): number => percentile(values, 0.5)
export const p95 = (values: readonly number[]): number => percentile(values, 0.95)
export const p99 = (values: readonly number[]): number => percentile(values, 0.99)

/** How far the figures of the rounds lie apart, as a share of the middle one. */
export const spread = (values: readonly number[]): number =>
  (Math.max(...values) - Math.min(...values)) / median(values)

/**
 * Measures round after round: `least` of them, and more, up to `most`, while what `figure` makes of each round still
 * lies further apart than `apart`. On a machine that does other work too, one round says little.
 */
export async function inRounds<Round>(
  measure: () => Round | Promise<Round>,
  figure: (round: Round) => number,
  { least, most, apart = 0.25 }: Readonly<{ least: number; most: number; apart?: number }>,
): Promise<Round[]> {
  const rounds: Round[] = []
  while (rounds.length < least || (rounds.length < most && spread(rounds.map(figure)) > apart))
    rounds.push(await measure())
  return rounds
}

/** Milliseconds that `work` took. */
export function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The same for what is awaited. */
export async function timedAsync(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
