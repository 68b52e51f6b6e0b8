/** Makes old segments smaller, and removes those that are older than a workstation may be away. */
import type { Pool, PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import { Compaction } from '../executor/compact-segments.ts'
import { sha256 } from '../sync/sha256.ts'
import { isMine, markVerified, usualCut, type SegmentCut, type Stepped } from './close-log.ts'
import { packSegment, segmentWith } from './log-segments.ts'
import { inPractice } from './pool.ts'

/**
 * Puts one compacted range in the place of the first segments from before `olderThan` (ISO 8601 date) that are none yet. What it was
 * made of goes with the same commit, after the range was read back and hashed to the chain. Throws `log.fault`.
 */
export function compactNext(
  pool: Pool,
  practice: string,
  olderThan: string,
  cut = usualCut,
): Promise<Stepped> {
  return inPractice(pool, practice, async (client) => {
    if (!(await isMine(client, practice))) return 'elsewhere'
    const range = await compacted(client, practice, olderThan, cut)
    if (!range) return 'done'
    const { body, sha256: sha, left } = await packSegment(range)
    await client.query('SELECT compact_segments($1, $2, $3, $4, $5, $6, $7)', [
      range.from,
      range.to,
      olderThan,
      range.lines.length,
      left,
      body,
      sha,
    ])
    await markVerified(client, practice, range.from)
    return 'more'
  })
}

async function compacted(client: PoolClient, practice: string, olderThan: string, cut: SegmentCut) {
  const first = await client.query<{ from: number }>(
    `SELECT min(from_seq) AS "from" FROM log_segment
     WHERE practice_id = $1 AND NOT compacted AND verified_at IS NOT NULL AND last_on < $2`,
    [practice, olderThan],
  )
  const compaction = new Compaction(sha256, cut)
  for (let from = first.rows[0]?.from ?? null; from !== null;) {
    const ready = await client.query<{ to: number }>(
      `SELECT to_seq AS "to" FROM log_segment WHERE practice_id = $1 AND from_seq = $2
       AND NOT compacted AND verified_at IS NOT NULL AND last_on < $3`,
      [practice, from, olderThan],
    )
    const segment = ready.rows[0] ? await segmentWith(client, practice, from) : null
    if (!segment || !compaction.add(segment)) break
    from = segment.to + 1
  }
  return compaction.range()
}

/** Removes what is older than `olderThan` (ISO 8601 date); resolves to how many segments that were. */
export function expire(pool: Pool, practice: string, olderThan: string): Promise<number> {
  return inPractice(pool, practice, async (client) => {
    if (!(await isMine(client, practice))) return 0
    const { rows } = await client.query<{ gone: number }>('SELECT expire_segments($1) AS gone', [olderThan])
    must(rows[0], 'segments.expired')
    return rows[0].gone
  })
}
