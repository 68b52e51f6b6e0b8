/** Which of the free times come first. */
import type { FreeSlot } from './free-slots.ts'

/** Free times of one provider on one local day of one location, the next of them at hand. */
export type Source = {
  readonly day: number
  readonly rank: number
  head: FreeSlot
  readonly rest: Iterator<FreeSlot>
}

/** Takes what is at hand of a source, and says whether there is more of it. */
function take(source: Source, found: FreeSlot[]): boolean {
  found.push(source.head)
  const { value, done } = source.rest.next()
  if (done || !value) return false
  source.head = value
  return true
}

const sooner = (a: Source, b: Source): number => a.head.startMin - b.head.startMin || a.rank - b.rank

export function takeEarliest(sources: readonly Source[], found: FreeSlot[], limit: number): void {
  const left = sources.toSorted(sooner)
  while (found.length < limit) {
    const [first] = left
    if (!first) return
    left.shift()
    if (!take(first, found)) continue
    const at = left.findIndex((other) => sooner(first, other) < 0)
    left.splice(at < 0 ? left.length : at, 0, first)
  }
}

export function takeSpread(days: ReadonlyMap<number, readonly Source[]>, limit: number): FreeSlot[] {
  const found: FreeSlot[] = []
  const offered = new Map<number, number>()
  const left = new Map([...days].toSorted(([a], [b]) => a - b).map(([day, sources]) => [day, [...sources]]))
  while (found.length < limit && left.size > 0)
    for (const [day, sources] of left) {
      const [first] = sources.toSorted(
        (a, b) => (offered.get(a.rank) ?? 0) - (offered.get(b.rank) ?? 0) || sooner(a, b),
      )
      if (!first || found.length === limit) break
      offered.set(first.rank, (offered.get(first.rank) ?? 0) + 1)
      if (!take(first, found)) sources.splice(sources.indexOf(first), 1)
      if (sources.length === 0) left.delete(day)
    }
  return found.toSorted((a, b) => a.startMin - b.startMin)
}
