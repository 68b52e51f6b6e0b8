/** What numbers are made of: shares, and what so many of ten stay under. */

/** In hundredths, to a tenth; null of nothing. */
export const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

/** The least of the values that so large a part of them does not pass (nearest rank); null of none. `of`: above 0, at most 1. */
export function quantile(values: readonly number[], of: number): number | null {
  if (values.length === 0) return null
  const sorted = Float64Array.from(values).toSorted()
  return sorted[Math.ceil(of * sorted.length) - 1] ?? null
}

/** Mean to a tenth; null of none. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10
