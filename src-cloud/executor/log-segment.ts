/** A stretch of the log that no longer changes. Where lines are left out of it their hashes are not: the chain goes through whole. */
import { hashOfLine, nextLink, type Sha256 } from '../../shared/sync/log-chain.ts'
import type { LogRange } from './practice-tx.ts'

export type LogSegment = Readonly<{
  /** Numbers of its first and last line. */
  from: number
  to: number
  /** The chain's hash before the first line, and after the last. */
  before: string
  h: string
  /** As the bytes that were hashed; the last is the end of a transaction. */
  lines: readonly string[]
  /** Hashes of the lines that are left out, in their order. */
  left: readonly string[]
}>

/** One number of a segment: its line, or null where it is left out, and the chain's hash after it. */
export type SegmentLink = Readonly<{ seq: number; line: string | null; lineHash: string; h: string }>

export const numberOf = (line: string): number => (JSON.parse(line) as { s: number }).s

/** What a line adds to the chain; a redacted one says it itself. */
export function hashOfLogLine(sha256: Sha256, line: string): string {
  const said = line.includes('"lh":"') ? (JSON.parse(line) as { x?: number; lh?: string }) : null
  return said?.x === 1 && said.lh !== undefined ? said.lh : hashOfLine(sha256, line)
}

/** Its numbers one after the other. Ends early, or goes past `to`, where it is not whole: `faultOf` says so. */
export function* linksOf(sha256: Sha256, segment: LogSegment): Generator<SegmentLink> {
  const { lines, left } = segment
  let h = segment.before
  let seq = segment.from - 1
  let nextLeft = 0
  for (const line of lines) {
    // only where something is left out the lines have to say which they are
    const at = left.length > 0 ? numberOf(line) : seq + 1
    for (const lineHash of left.slice(nextLeft, nextLeft + Math.max(0, at - seq - 1))) {
      h = nextLink(sha256, h, lineHash)
      seq += 1
      nextLeft += 1
      yield { seq, line: null, lineHash, h }
    }
    if (seq + 1 < at) return
    const lineHash = hashOfLogLine(sha256, line)
    h = nextLink(sha256, h, lineHash)
    seq += 1
    yield { seq, line, lineHash, h }
  }
}

/** What is wrong with a segment, or null: every number there, each line under its own, all hashing from `before` to `h`. */
export function faultOf(sha256: Sha256, segment: LogSegment): string | null {
  let last: SegmentLink | null = null
  for (const link of linksOf(sha256, segment)) {
    if (link.line !== null && numberOf(link.line) !== link.seq)
      return `a line says it is ${numberOf(link.line)} where ${link.seq} comes next`
    last = link
  }
  if (segment.lines.length + segment.left.length !== segment.to - segment.from + 1)
    return 'a number is missing'
  if (last?.seq !== segment.to) return `it ends at ${last?.seq ?? 'nothing'} instead of ${segment.to}`
  return last.h === segment.h ? null : `it does not hash to the chain at ${segment.to}`
}

/** The chain's hash after a number of it; `from - 1` is the one before its first line. Null for any other. */
export function hashIn(sha256: Sha256, segment: LogSegment, seq: number): string | null {
  if (seq === segment.from - 1) return segment.before
  if (seq === segment.to) return segment.h
  for (const link of linksOf(sha256, segment)) if (link.seq === seq) return link.h
  return null
}

/**
 * All of it that comes after a number. Never a part: of a compacted one a part would show what one transaction wrote and not
 * what came with it.
 */
export function rangeAfter(sha256: Sha256, segment: LogSegment, seq: number): LogRange {
  const { lines, left, to, h } = segment
  if (seq < segment.from) return { lines, left, to, h }
  const links = [...linksOf(sha256, segment)].filter((link) => link.seq > seq)
  return {
    lines: links.flatMap(({ line }) => line ?? []),
    left: links.flatMap(({ line, lineHash }) => (line === null ? lineHash : [])),
    to,
    h,
  }
}
