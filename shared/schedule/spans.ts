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

/** What is left of stretches; both in the order of time, and `taken` of stretches that do not lie over each other. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let next = 0
  for (const { fromMin, toMin } of spans) {
    let at = fromMin
    while (next > 0 && (taken[next - 1]?.toMin ?? 0) > fromMin) next -= 1
    for (; next < taken.length; next += 1) {
      const one = taken[next]
      if (one === undefined || one.fromMin >= toMin) break
      if (one.toMin <= at) continue
      if (one.fromMin > at) left.push({ fromMin: at, toMin: one.fromMin })
      at = one.toMin
    }
    if (at < toMin) left.push({ fromMin: at, toMin })
  }
  return left
}

/** When something that takes `atOnce` at one time takes no more; in the order of time, not over each other. */
export function fullWhile(taken: readonly Span[], atOnce: number): Span[] {
  const edges = taken
    .filter(({ fromMin, toMin }) => fromMin < toMin)
    .flatMap(({ fromMin, toMin }): [number, number][] => [
      [fromMin, 1],
      [toMin, -1],
    ])
    // what ends makes room for what begins at that minute
    .toSorted(([a, change], [b, other]) => a - b || change - other)
  const full: Span[] = []
  let count = 0
  let since = 0
  for (const [minute, change] of edges) {
    if (change === 1 && count === atOnce - 1) since = minute
    if (change === -1 && count === atOnce && since < minute) {
      const last = full.at(-1)
      if (last?.toMin === since) full[full.length - 1] = { fromMin: last.fromMin, toMin: minute }
      else full.push({ fromMin: since, toMin: minute })
    }
    count += change
  }
  return full
}

/** Whether one of the stretches, which are in the order of time, has all of it. */
export function covers(spans: readonly Span[], fromMin: number, toMin: number): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.fromMin ?? 0) <= fromMin) low = middle + 1
    else high = middle
  }
  return (spans[low - 1]?.toMin ?? Number.NEGATIVE_INFINITY) >= toMin
}
