/**
 * How children grow: medians as sums of saturating curves and a growth spurt, fitted by us to round figures, and the spread
 * about them by the LMS method. Near enough to published charts that percentiles look right; not for clinical use.
 */
import { valueAt } from '../../../shared/charting/growth.ts'
import type { Body } from '../person.ts'

const rise = (years: number, size: number, time: number) => size * (1 - Math.exp(-years / time))
const spurt = (years: number, size: number, middle: number, width: number) =>
  size / (1 + Math.exp(-(years - middle) / width))

/** Median length or height in cm, weight in kg, head circumference in cm at an age in years. */
const medians: Record<Body, Record<'height' | 'weight' | 'head', (years: number) => number>> = {
  male: {
    height: (t) => 50.14 + rise(t, 15.95, 0.3526) + rise(t, 97.92, 8.403) + spurt(t, 24.57, 12.57, 1.386),
    weight: (t) =>
      2.953 + rise(t, 5.564, 0.5226) + 1.775 * t - 0.06744 * t * t + spurt(t, 60.66, 13.91, 2.921),
    head: (t) => 35.83 + rise(t, 4.859, 0.2153) + rise(t, 9.715, 1.162),
  },
  female: {
    height: (t) => 49.17 + rise(t, 11.61, 0.2916) + rise(t, 66.45, 4.416) + spurt(t, 38.7, 10, 1.927),
    weight: (t) =>
      3.168 + rise(t, 5.298, 0.6217) + 1.756 * t - 0.03969 * t * t + spurt(t, 30.83, 11.27, 2.211),
    head: (t) => 34.74 + rise(t, 4.133, 0.1878) + rise(t, 10.62, 1.235),
  },
}

/** Height ends when the bones close. */
export const grownAt: Record<Body, number> = { female: 16.5, male: 18 }

/** Straight lines between [age in years, value]. */
function along(points: readonly (readonly [number, number])[], years: number): number {
  let [before] = points
  for (const point of points) {
    if (point[0] >= years) {
      if (!before || point === before) return point[1]
      return before[1] + ((point[1] - before[1]) * (years - before[0])) / (point[0] - before[0])
    }
    before = point
  }
  return before?.[1] ?? 0
}

/** Weight is skewed, the more the older the child; lengths are not. */
const weightSpread = [
  [0, 0.14],
  [0.5, 0.115],
  [2, 0.11],
  [5, 0.13],
  [8, 0.16],
  [11, 0.19],
  [14, 0.185],
  [20, 0.165],
] as const
const weightSkew = [
  [0, 1],
  [1, 0.1],
  [3, -0.4],
  [8, -0.9],
  [20, -0.8],
] as const
const heightSpread = [
  [0, 0.042],
  [2, 0.038],
  [9, 0.045],
  [13, 0.05],
  [18, 0.041],
] as const

/** The measurement at an age for a child who stands at `z` standard deviations. */
export function measureAt(body: Body, kind: 'height' | 'weight' | 'head', years: number, z: number): number {
  const at = kind === 'height' ? Math.min(years, grownAt[body]) : years
  const median = medians[body][kind](Math.max(0, at))
  if (kind === 'head') return valueAt(z, [at, 1, median, 0.034])
  if (kind === 'height') return valueAt(z, [at, 1, median, along(heightSpread, at)])
  return valueAt(z, [at, along(weightSkew, at), median, along(weightSpread, at)])
}
