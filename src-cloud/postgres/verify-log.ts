/** Walks a practice's log from the first line that is kept to its head, and says what it found. */
import type { Pool } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { chainStart, nextLink } from '../../shared/sync/log-chain.ts'
import { faultOf, hashIn, hashOfLogLine, numberOf, type LogSegment } from '../executor/log-segment.ts'
import type { Head } from '../executor/practice-tx.ts'
import { sha256 } from '../sync/sha256.ts'
import { headNow } from './heads.ts'
import { readRange } from './hot-log.ts'
import { boundsWith, segmentWith } from './log-segments.ts'
import { inPractice } from './pool.ts'

export type Walked = Readonly<{
  practice: string
  epoch: string
  head: number
  /** The first number that is kept. From 1 on the chain is proven from its beginning; else from the hash that stands before it. */
  first: number
  segments: number
  compacted: number
  /** Lines in segments, hashes of lines that were left out there, and lines in weeks. A line may still be in both. */
  lines: number
  leftOut: number
  hot: number
  /** What is wrong, in words and numbers and without anything of a patient. Empty where nothing is. */
  faults: readonly string[]
}>

const linesAtOnce = 500

/** Throws `practice.unknown`. What is written while it walks is left to the next walk. */
export async function verifyLog(pool: Pool, practice: string): Promise<Walked> {
  const head = await headNow(pool, practice)
  const old = await walkSegments(pool, practice)
  const hot = await walkWeeks(pool, practice, head, old)
  const faults = [...old.faults, ...hot.faults]
  const { segments, compacted, lines, leftOut } = old
  const first = Math.min(old.first ?? head.seq + 1, hot.first ?? head.seq + 1)
  const { epoch, seq } = head
  return { practice, epoch, head: seq, first, segments, compacted, lines, leftOut, hot: hot.lines, faults }
}

type Old = {
  first: number | null
  /** Where they end, and the chain's hash there. */
  end: number
  h: string
  segments: number
  compacted: number
  lines: number
  leftOut: number
  faults: string[]
}

async function walkSegments(pool: Pool, practice: string): Promise<Old> {
  const first = await inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ first: number | null }>(
      'SELECT min(from_seq) AS first FROM log_segment WHERE practice_id = $1',
      [practice],
    )
    return rows[0]?.first ?? null
  })
  const end = (first ?? 1) - 1
  const found: Old = {
    first,
    end,
    h: chainStart,
    segments: 0,
    compacted: 0,
    lines: 0,
    leftOut: 0,
    faults: [],
  }
  for (;;) {
    const at = found.end + 1
    const bounds = await inPractice(pool, practice, (client) => boundsWith(client, practice, at))
    if (!bounds) return found
    const { from, to, before, h } = bounds
    // what comes before the first that is kept is not kept: it is taken as it is said there
    const last = from === 1 ? chainStart : found.segments === 0 ? before : found.h
    if (from !== at || before !== last)
      found.faults.push(`segment ${from} to ${to} does not go on where ${at} is next`)
    const segment = await segmentAt(pool, practice, from)
    const fault = segment === null ? 'its bytes are not those that were written' : faultOf(sha256, segment)
    if (fault !== null) found.faults.push(`segment ${from} to ${to}: ${fault}`)
    found.segments += 1
    if (segment && segment.left.length > 0) found.compacted += 1
    found.lines += segment?.lines.length ?? 0
    found.leftOut += segment?.left.length ?? 0
    found.end = to
    found.h = h
  }
}

/** Null where its bytes are not those that were written, or it is not there. */
async function segmentAt(pool: Pool, practice: string, seq: number): Promise<LogSegment | null> {
  try {
    return await inPractice(pool, practice, (client) => segmentWith(client, practice, seq))
  } catch (error) {
    if (error instanceof AppError && error.reason === 'segment.damaged') return null
    throw error
  }
}

async function walkWeeks(pool: Pool, practice: string, head: Head, old: Old) {
  const faults: string[] = []
  const first = await inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ first: number | null }>(
      'SELECT min(seq) AS first FROM change_log WHERE practice_id = $1',
      [practice],
    )
    return rows[0]?.first ?? null
  })
  let seq = (first ?? old.end + 1) - 1
  let h = first === null ? old.h : await hashBefore(pool, practice, first, old)
  if (h === null) faults.push(`nothing says what comes before line ${first}`)
  let lines = 0
  for (let from = seq; from < head.seq; from += linesAtOnce) {
    const to = Math.min(from + linesAtOnce, head.seq)
    const rows = await inPractice(pool, practice, (client) => readRange(client, practice, from, to))
    for (const row of rows) {
      lines += 1
      seq += 1
      h = nextLink(sha256, h ?? '', hashOfLogLine(sha256, row.line))
      if (row.seq !== seq || numberOf(row.line) !== row.seq)
        faults.push(`line ${row.seq} stands where ${seq} comes next`)
      if (row.h !== h) faults.push(`line ${row.seq} does not hash to the chain`)
      // the first fault is the one that matters: what follows is told from where it stands
      seq = row.seq
      h = row.h
    }
  }
  if (seq !== head.seq || h !== head.h)
    faults.push(`the head says ${head.seq} and the last line is ${seq}, or of another chain`)
  return { first, lines, faults }
}

/** The chain's hash before the first line of the weeks: what the segments say, where they reach so far. */
async function hashBefore(pool: Pool, practice: string, first: number, old: Old): Promise<string | null> {
  if (first === 1) return chainStart
  if (old.end === first - 1) return old.h
  const segment = await segmentAt(pool, practice, first - 1)
  return segment && hashIn(sha256, segment, first - 1)
}
