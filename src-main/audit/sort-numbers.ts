/**
 * `items` in the order of their keys, whole numbers from 0 up to 2^53; those of the same key stay as they are. By their digits,
 * sixteen bits at a time, because a comparison for each pair takes ten times as long where there are a million.
 */
export function sortByKeys(items: Uint32Array, keys: Float64Array): Uint32Array {
  const { isSorted, most } = lookedOver(keys)
  if (isSorted) return items
  let [sorted, by] = [items, keys]
  for (let unit = 1; unit <= most; unit *= digit) {
    const starts = startsOf(by, unit)
    // all have the same digit here
    if (!starts) continue
    const isLast = unit * digit > most
    const nextItems = new Uint32Array(items.length)
    const nextKeys = new Float64Array(isLast ? 0 : items.length)
    for (let at = 0; at < by.length; at += 1) {
      const key = by[at] ?? 0
      const slot = digitOf(key, unit)
      const to = starts[slot] ?? 0
      starts[slot] = to + 1
      nextItems[to] = sorted[at] ?? 0
      if (!isLast) nextKeys[to] = key
    }
    ;[sorted, by] = [nextItems, nextKeys]
  }
  return sorted
}

const digit = 65_536
const digitOf = (key: number, unit: number): number =>
  unit === 1 ? key & 0xffff : Math.floor(key / unit) & 0xffff

function lookedOver(keys: Float64Array) {
  let [isSorted, most] = [true, 0]
  let before = 0
  for (const key of keys) {
    if (key < before) isSorted = false
    if (key > most) most = key
    before = key
  }
  return { isSorted, most }
}

/** Where keys of each digit begin; null where all have the same. */
function startsOf(keys: Float64Array, unit: number): Uint32Array | null {
  const starts = new Uint32Array(digit)
  for (const key of keys) {
    const slot = digitOf(key, unit)
    starts[slot] = (starts[slot] ?? 0) + 1
  }
  if (starts[digitOf(keys[0] ?? 0, unit)] === keys.length) return null
  let sum = 0
  for (let slot = 0; slot < digit; slot += 1) {
    const count = starts[slot] ?? 0
    starts[slot] = sum
    sum += count
  }
  return starts
}
