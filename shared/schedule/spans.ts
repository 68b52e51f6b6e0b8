/** Stretches of time in minutes since 1970; `toMin` is the first minute after. */
export type Span = Readonly<{ fromMin: number; toMin: number }>
/** A stretch that is kept for some visit types; null for one that is for all. */
export type Kept = Span & Readonly<{ kept: readonly string[] | null }>

/** What is left of a stretch, in the order of time. */
export function without(span: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let at = span.fromMin
  for (const { fromMin, toMin } of taken.toSorted((a, b) => a.fromMin - b.fromMin)) {
    if (fromMin >= toMin || toMin <= at) continue
    if (fromMin >= span.toMin) break
    if (fromMin > at) left.push({ fromMin: at, toMin: fromMin })
    at = toMin
  }
  if (at < span.toMin) left.push({ fromMin: at, toMin: span.toMin })
  return left
}

/**
 * Stretches that may lie over each other as stretches that do not: where one is kept for some visit types it is kept for them, whatever else is
 * open then; where several are, for the types of all of them.
 */
export function keptApart(stretches: readonly Kept[]): Kept[] {
  if (stretches.length < 2) return [...stretches]
  const edges = [...new Set(stretches.flatMap(({ fromMin, toMin }) => [fromMin, toMin]))].toSorted(
    (a, b) => a - b,
  )
  const apart: Kept[] = []
  for (const [at, fromMin] of edges.entries()) {
    const toMin = edges[at + 1]
    if (toMin === undefined) break
    const over = stretches.filter((one) => one.fromMin <= fromMin && toMin <= one.toMin)
    if (over.length === 0) continue
    const types = over.flatMap(({ kept }) => kept ?? [])
    apart.push({ fromMin, toMin, kept: types.length === 0 ? null : [...new Set(types)].toSorted() })
  }
  return apart
}
