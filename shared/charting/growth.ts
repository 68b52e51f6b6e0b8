/**
 * Growth by the LMS method: z = ((x / M) ^ L - 1) / (L S), or ln(x / M) / S where L is 0.
 * Source: Cole and Green, Statistics in Medicine 1992; CDC growth charts, NCHS 2000.
 */
export type Lms = readonly [x: number, l: number, m: number, s: number]

/** L, M and S at `x`, between the table's points by straight lines; null outside of them. */
export function lmsAt(points: readonly Lms[], x: number): Lms | null {
  const [first] = points
  const last = points.at(-1)
  if (!first || !last || x < first[0] || x > last[0]) return null
  let low = 0
  let high = points.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((points[middle]?.[0] ?? 0) <= x) low = middle
    else high = middle
  }
  const a = points[low] ?? first
  const b = points[high] ?? last
  const share = b[0] === a[0] ? 0 : (x - a[0]) / (b[0] - a[0])
  const mix = (index: 1 | 2 | 3) => a[index] + (b[index] - a[index]) * share
  return [x, mix(1), mix(2), mix(3)]
}

export function zScore(value: number, lms: Lms): number {
  const [, l, m, s] = lms
  return Math.abs(l) < 1e-9 ? Math.log(value / m) / s : ((value / m) ** l - 1) / (l * s)
}

/** The measurement that stands at a z-score. */
export function valueAt(z: number, lms: Lms): number {
  const [, l, m, s] = lms
  return Math.abs(l) < 1e-9 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l)
}

/** The share of children below a z-score, 0 to 100. Abramowitz and Stegun 26.2.17, error below 1e-7. */
export function percentileOf(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)
  const tail =
    density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 100 * (z >= 0 ? 1 - tail : tail)
}

/** The lines a growth chart draws, by percentile and z-score. */
export const drawnPercentiles = [
  [3, -1.880794],
  [10, -1.281552],
  [25, -0.67449],
  [50, 0],
  [75, 0.67449],
  [90, 1.281552],
  [97, 1.880794],
] as const
