/** Segments of the log in PostgreSQL: how one is packed, found and read. */
import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type { PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import type { LogSegment } from '../executor/log-segment.ts'
import { packed } from '../sync/row-line.ts'
import { sha256 } from '../sync/sha256.ts'

const decompress = promisify(zstdDecompress)

/** Larger than any when it is unpacked: one transaction, however large, is a segment of its own. */
const mostBytes = 256 * 1024 * 1024

export type Packed = Readonly<{ body: Buffer; sha256: string; left: Buffer | null }>
type Ends = Pick<LogSegment, 'from' | 'to' | 'before' | 'h'>
type Stored = Packed & Ends

export async function packSegment({ lines, left }: LogSegment): Promise<Packed> {
  const body = await packed(lines.join('\n'), 6)
  return { body, sha256: sha256(body), left: left.length === 0 ? null : Buffer.from(left.join(''), 'hex') }
}

/** Throws `segment.damaged` where its bytes are not those that were written. */
async function unpackSegment({ body, sha256: said, left, ...ends }: Stored): Promise<LogSegment> {
  must(sha256(body) === said, 'segment.damaged')
  const text = (await decompress(body, { maxOutputLength: mostBytes })).toString('utf8')
  const hashes = left?.toString('hex').match(/.{64}/g) ?? []
  return { ...ends, lines: text.split('\n'), left: hashes }
}

const ends = 'from_seq AS "from", to_seq AS "to", h_before AS "before", h_end AS h'

/** The segment that has a number; null where none has. */
export async function segmentWith(
  client: PoolClient,
  practice: string,
  seq: number,
): Promise<LogSegment | null> {
  const { rows } = await client.query<Stored>({
    name: 'segment-with',
    text: `SELECT ${ends}, body, sha256, left_out AS "left" FROM log_segment WHERE practice_id = $1 AND from_seq <= $2 ORDER BY from_seq DESC LIMIT 1`,
    values: [practice, seq],
  })
  return rows[0] && rows[0].to >= seq ? unpackSegment(rows[0]) : null
}

/** Where the segment that has a number begins and ends, by what stands beside its bytes. */
export async function boundsWith(client: PoolClient, practice: string, seq: number): Promise<Ends | null> {
  const { rows } = await client.query<Ends>(
    `SELECT ${ends} FROM log_segment
     WHERE practice_id = $1 AND from_seq <= $2 AND to_seq >= $2`,
    [practice, seq],
  )
  return rows[0] ?? null
}

/** Where the segments end so far: the next begins there. */
export async function segmentsEnd(
  client: PoolClient,
  practice: string,
): Promise<Readonly<{ seq: number; h: string }>> {
  const { rows } = await client.query<{ seq: number; h: string }>(
    'SELECT to_seq AS seq, h_end AS h FROM log_segment WHERE practice_id = $1 ORDER BY from_seq DESC LIMIT 1',
    [practice],
  )
  return rows[0] ?? { seq: 0, h: chainStart }
}

/** The number before the first line that is kept, in segments or in the weeks; the head's where none is. */
export async function oldestKept(client: PoolClient, practice: string): Promise<number> {
  const { rows } = await client.query<{ oldest: number }>({
    name: 'oldest-kept',
    text: `SELECT coalesce(
             (SELECT min(from_seq) - 1 FROM log_segment WHERE practice_id = $1),
             (SELECT min(seq) - 1 FROM change_log WHERE practice_id = $1),
             (SELECT seq FROM practice_head WHERE practice_id = $1)) AS oldest`,
    values: [practice],
  })
  return rows[0]?.oldest ?? 0
}
