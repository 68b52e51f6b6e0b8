/** Moves what is older than the hot weeks into segments: one stretch a transaction, and each read back once it is written. */
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import { nextLink } from '../../shared/sync/log-chain.ts'
import { faultOf, hashOfLogLine, type LogSegment } from '../executor/log-segment.ts'
import { sha256 } from '../sync/sha256.ts'
import { readRange, type LogRow } from './hot-log.ts'
import { packSegment, segmentWith, segmentsEnd } from './log-segments.ts'
import { inPractice } from './pool.ts'

/** Where a segment is cut, at the end of the transaction that reaches it. */
export type SegmentCut = Readonly<{ lines: number; textBytes: number }>
export const usualCut: SegmentCut = { lines: 1000, textBytes: 1024 * 1024 }

/** What is in memory is never more than these and one segment. */
const linesAtOnce = 200

/** `done`: there is nothing left to do. `elsewhere`: another process is at this practice. */
export type Stepped = 'more' | 'done' | 'elsewhere'

/** One process at a time for each practice; a step is one transaction, so whoever is killed leaves nothing half. */
export async function isMine(client: PoolClient, practice: string): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast.segments.' || $1, 0)) AS mine`,
    [practice],
  )
  return rows[0]?.mine === true
}

/**
 * Writes the next segment of lines from before `hotFrom` (ISO 8601 date). Throws `log.fault` where the log itself does not hash: then nothing
 * of this practice is moved, and nothing dropped, until somebody has looked.
 */
export function closeNext(pool: Pool, practice: string, hotFrom: string, cut = usualCut): Promise<Stepped> {
  return inPractice(pool, practice, async (client) => {
    if (!(await isMine(client, practice))) return 'elsewhere'
    const start = await segmentsEnd(client, practice)
    const end = await closedEnd(client, practice, hotFrom)
    const rows = await gather(client, practice, start.seq, end, cut)
    if (rows.length === 0) return 'done'
    const segment = segmentOf(start, rows)
    const { body, sha256: sha } = await packSegment(segment)
    await client.query(
      `INSERT INTO log_segment (practice_id, from_seq, to_seq, h_before, h_end, last_on, lines, body, sha256)
       SELECT $1, $2, $3, $4, $5, (SELECT max(logged_on) FROM change_log WHERE practice_id = $1 AND seq = $3), $6, $7, $8`,
      [practice, segment.from, segment.to, segment.before, segment.h, segment.lines.length, body, sha],
    )
    return 'more'
  })
}

/** The last number before the first line of the hot days: it is the end of a transaction, whose lines have one day. */
async function closedEnd(client: PoolClient, practice: string, hotFrom: string): Promise<number> {
  const { rows } = await client.query<{ last: number }>(
    `SELECT coalesce((SELECT min(seq) FROM change_log WHERE practice_id = $1 AND logged_on >= $2) - 1, seq) AS last
     FROM practice_head WHERE practice_id = $1`,
    [practice, hotFrom],
  )
  return rows[0]?.last ?? 0
}

async function gather(
  client: PoolClient,
  practice: string,
  after: number,
  end: number,
  cut: SegmentCut,
): Promise<LogRow[]> {
  const rows: LogRow[] = []
  let textBytes = 0
  for (let from = after; from < end; from += linesAtOnce)
    for (const row of await readRange(client, practice, from, Math.min(from + linesAtOnce, end))) {
      const full = rows.length >= cut.lines || textBytes >= cut.textBytes
      if (full && row.tx !== rows.at(-1)?.tx) return rows
      rows.push(row)
      textBytes += row.line.length
    }
  return rows
}

function segmentOf(start: Readonly<{ seq: number; h: string }>, rows: readonly LogRow[]): LogSegment {
  let { seq, h } = start
  for (const { seq: at, line, h: said } of rows) {
    seq += 1
    h = nextLink(sha256, h, hashOfLogLine(sha256, line))
    if (at !== seq || said !== h) throw new AppError('Bug', 'log.fault', { line: String(at) })
  }
  const lines = rows.map(({ line }) => line)
  return { from: start.seq + 1, to: seq, before: start.h, h, lines, left: [] }
}

/** Reads back the first segment that nobody has read back, and says so if every line of it hashes to the chain. Throws `log.fault` else. */
export function verifyNext(pool: Pool, practice: string): Promise<Stepped> {
  return inPractice(pool, practice, async (client) => {
    if (!(await isMine(client, practice))) return 'elsewhere'
    const { rows } = await client.query<{ from: number }>(
      `SELECT from_seq AS "from" FROM log_segment WHERE practice_id = $1 AND verified_at IS NULL ORDER BY from_seq LIMIT 1`,
      [practice],
    )
    const [next] = rows
    if (!next) return 'done'
    await markVerified(client, practice, next.from)
    return 'more'
  })
}

/** For use inside a transaction of the practice. Throws `log.fault`. */
export async function markVerified(client: PoolClient, practice: string, from: number): Promise<void> {
  const segment = await segmentWith(client, practice, from)
  if (segment?.from !== from || faultOf(sha256, segment) !== null)
    throw new AppError('Bug', 'log.fault', { line: String(from) })
  await client.query(
    'UPDATE log_segment SET verified_at = now() WHERE practice_id = $1 AND from_seq = $2 AND verified_at IS NULL',
    [practice, from],
  )
}
