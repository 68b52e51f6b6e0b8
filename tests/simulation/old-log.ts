/** What the daily work on the log would do in weeks: segments of a few lines, cut and compacted at random. */
import { chainStart } from '../../shared/sync/log-chain.ts'
import { Compaction } from '../../src-cloud/executor/compact-segments.ts'
import type { LogSegment } from '../../src-cloud/executor/log-segment.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'
import type { PracticeState } from './model-practices.ts'
import type { Random } from './random.ts'

export function keptOlder(
  state: PracticeState,
  random: Random,
  expires: boolean,
): Pick<PracticeState, 'segments' | 'oldest'> {
  const segments = compacted([...state.segments, ...closed(state, random)], random)
  if (!expires || segments.length < 2) return { segments, oldest: state.oldest }
  const kept = segments.slice(1 + random.below(segments.length - 1))
  return { segments: kept, oldest: (kept[0]?.from ?? 1) - 1 }
}

/** What is closed now, up to the end of a transaction. */
function closed({ log, segments }: PracticeState, random: Random): LogSegment[] {
  const made: LogSegment[] = []
  let from = (segments.at(-1)?.to ?? 0) + 1
  const end = from + random.below(Math.max(1, log.length - from + 2)) - 1
  const most = 1 + random.below(12)
  while (from <= end) {
    let to = Math.min(from + most - 1, end)
    while (to < log.length && log[to]?.tx === log[to - 1]?.tx) to += 1
    const before = log[from - 2]?.h ?? chainStart
    const lines = log.slice(from - 1, to).map(({ line }) => line)
    made.push({ from, to, before, h: log[to - 1]?.h ?? '', lines, left: [] })
    from = to + 1
  }
  return made
}

/** Some of them, oldest first, in ranges; what is compacted is not compacted again. */
function compacted(segments: readonly LogSegment[], random: Random): LogSegment[] {
  const result: LogSegment[] = []
  const until = random.below(segments.length + 1)
  const most = { lines: 2 + random.below(30), textBytes: 1_000_000 }
  for (let at = 0; at < segments.length;) {
    const compaction = new Compaction(sha256, most)
    let taken = 0
    for (
      let next = segments[at];
      at + taken < until && next && next.left.length === 0;
      next = segments[at + taken]
    ) {
      if (!compaction.add(next)) break
      taken += 1
    }
    const range = compaction.range() ?? segments[at]
    if (range) result.push(range)
    at += Math.max(1, taken)
  }
  return result
}
