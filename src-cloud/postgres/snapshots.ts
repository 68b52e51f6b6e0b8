/** Snapshots in PostgreSQL: made from the rows in one transaction that sees one moment, kept beside them, served from there. */
import { createHash, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../shared/kernel/errors.ts'
import {
  coreTypes,
  segmentRows,
  segmentTextBytes,
  type Manifest,
  type Scope,
  type Segment,
} from '../../shared/sync/hydrate.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import { inPractice, inTransaction } from './pool.ts'

const compress = promisify(zstdCompress)

type Row = Readonly<{ type: string; id: string; version: number; data: string }>
/** How a segment is cut: at so many rows, or so many bytes of text. */
export type Cut = Readonly<{ rows: number; textBytes: number }>

/** Rows that are asked of the database at once: what is in memory is never more than these and one segment. */
const rowsAtOnce = 500
/** So many snapshots are kept: the newest, and the one before for whoever is in the middle of it. */
const kept = 2

export class PostgresSnapshots {
  readonly #pool: Pool
  readonly #cut: Cut

  constructor(pool: Pool, cut: Cut = { rows: segmentRows, textBytes: segmentTextBytes }) {
    this.#pool = pool
    this.#cut = cut
  }

  /** The newest snapshot of the epoch the practice has now; null where there is none. */
  newest(practice: string): Promise<Manifest | null> {
    return inPractice(this.#pool, practice, (client) => newestIn(client, practice))
  }

  /**
   * Bytes `from` to `to` (inclusive; null for the last) of a segment, and how many it has in all. Null where there is no
   * such segment, or it is of an epoch that has ended.
   */
  segment(
    practice: string,
    snapshot: string,
    n: number,
    from: number,
    to: number | null,
  ): Promise<Readonly<{ body: Buffer; bytes: number; sha256: string }> | null> {
    return inPractice(this.#pool, practice, async (client) => {
      const { rows } = await client.query<{ body: Buffer; bytes: number; sha256: string }>({
        name: 'segment',
        text: `SELECT substring(body FROM $4 FOR $5) AS body, bytes, sha256
               FROM snapshot_segment JOIN snapshot USING (practice_id, snapshot_id) JOIN practice_head USING (practice_id, epoch)
               WHERE practice_id = $1 AND snapshot_id = $2 AND n = $3`,
        values: [practice, snapshot, n, from + 1, to === null ? mostBytes : to - from + 1],
      })
      return rows[0] ?? null
    })
  }

  /**
   * Makes a snapshot and removes those before the last; all of it is there at once or nothing. Null where another process
   * is at it. Holds no lock that a writer waits for. Throws `cloud.stopping` soon after `signal`.
   */
  build(practice: string, signal: AbortSignal): Promise<Manifest | null> {
    return inTransaction(
      this.#pool,
      'app.practice_id',
      practice,
      async (client) => {
        const { rows } = await client.query<{ mine: boolean }>(
          `SELECT pg_try_advisory_xact_lock(hashtextextended('holdfast.snapshot.' || $1, 0)) AS mine`,
          [practice],
        )
        if (rows[0]?.mine !== true) return null
        // a sort may take longer than any question of a workstation may
        await client.query(`SET LOCAL statement_timeout = '15min'`)
        await client.query(`SET LOCAL idle_in_transaction_session_timeout = '5min'`)
        const heads = await client.query<Cursor>(
          'SELECT epoch, seq, h FROM practice_head WHERE practice_id = $1',
          [practice],
        )
        const [asOf] = heads.rows
        if (!asOf) throw new AppError('NotFound', 'practice.unknown')
        const snapshot = randomUUID()
        await client.query(
          'INSERT INTO snapshot (practice_id, snapshot_id, epoch, seq, h) VALUES ($1, $2, $3, $4, $5)',
          [practice, snapshot, asOf.epoch, asOf.seq, asOf.h],
        )
        const writer = new SegmentWriter(client, practice, snapshot, this.#cut)
        await this.#stream(client, 'core', coreSql, [practice, coreTypes], writer, signal)
        await this.#stream(client, 'charts', generalSql, [practice, coreTypes], writer, signal)
        await this.#stream(client, 'charts', chartsSql, [practice, coreTypes], writer, signal)
        await writer.end()
        await removeOld(client, practice)
        return { snapshot, asOf, segments: writer.segments }
      },
      'BEGIN ISOLATION LEVEL REPEATABLE READ',
    )
  }

  async #stream(
    client: PoolClient,
    scope: Scope,
    sql: string,
    values: readonly unknown[],
    writer: SegmentWriter,
    signal: AbortSignal,
  ): Promise<void> {
    await client.query(`DECLARE rows_of_snapshot NO SCROLL CURSOR FOR ${sql}`, [...values])
    for (;;) {
      if (signal.aborted) throw new AppError('Unavailable', 'cloud.stopping')
      const { rows } = await client.query<Row>(`FETCH ${rowsAtOnce} FROM rows_of_snapshot`)
      if (rows.length === 0) break
      for (const row of rows) await writer.add(scope, row)
    }
    await client.query('CLOSE rows_of_snapshot')
  }
}

const mostBytes = 2 ** 31 - 1

/** Gathers lines of one scope and writes a segment whenever there are enough. */
class SegmentWriter {
  readonly segments: Segment[] = []
  readonly #client: PoolClient
  readonly #practice: string
  readonly #snapshot: string
  readonly #cut: Cut
  #scope: Scope = 'core'
  #lines: string[] = []
  #bytes = 0

  constructor(client: PoolClient, practice: string, snapshot: string, cut: Cut) {
    this.#client = client
    this.#practice = practice
    this.#snapshot = snapshot
    this.#cut = cut
  }

  async add(scope: Scope, { type, id, version, data }: Row): Promise<void> {
    const full = this.#lines.length >= this.#cut.rows || this.#bytes + data.length > this.#cut.textBytes
    if (scope !== this.#scope || full) await this.#write()
    this.#scope = scope
    // what the database keeps is sent as the text it has: nothing here reads and writes it again
    this.#lines.push(`{"t":${JSON.stringify(type)},"id":${JSON.stringify(id)},"v":${version},"r":${data}}\n`)
    this.#bytes += data.length
  }

  end(): Promise<void> {
    return this.#write()
  }

  async #write(): Promise<void> {
    const lines = this.#lines
    if (lines.length === 0) return
    this.#lines = []
    this.#bytes = 0
    const body = await compress(Buffer.from(lines.join(''), 'utf8'), {
      params: { [constants.ZSTD_c_compressionLevel]: 3 },
    })
    const segment: Segment = {
      n: this.segments.length,
      scope: this.#scope,
      rows: lines.length,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    }
    await this.#client.query({
      name: 'save-segment',
      text: `INSERT INTO snapshot_segment (practice_id, snapshot_id, n, scope, rows, bytes, sha256, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      values: [
        this.#practice,
        this.#snapshot,
        segment.n,
        segment.scope,
        segment.rows,
        segment.bytes,
        segment.sha256,
        body,
      ],
    })
    this.segments.push(segment)
  }
}

const row = 'type, id, version, data::text AS data'
const isCore = `(type = ANY ($2::text[]) AND (type <> 'conflict' OR data ->> 'state' = 'open'))`

/** Type by type, each by its ids: so that a workstation's tables grow at their ends. */
const coreSql = `
  SELECT ${row} FROM record
  WHERE practice_id = $1 AND NOT deleted AND ${isCore}
  ORDER BY array_position($2::text[], type), id`

/** What charts refer to and belongs to none. */
const generalSql = `
  SELECT ${row} FROM record
  WHERE practice_id = $1 AND NOT deleted AND patient_id IS NULL AND NOT ${isCore}
  ORDER BY type, id`

/**
 * Chart by chart: first those of whoever was, or will be, seen last, then those that were changed last. The ids of ops
 * grow with time. The order of the outer rows is kept by the way a lateral join is carried out; nothing but convenience
 * depends on it.
 */
const chartsSql = `
  WITH charts AS MATERIALIZED (
    SELECT patient_id FROM record
    WHERE practice_id = $1 AND NOT deleted AND patient_id IS NOT NULL
    GROUP BY patient_id
    ORDER BY max(data ->> 'startsAt') FILTER (WHERE type = 'encounter') DESC NULLS LAST,
      max(op_id::text) DESC, patient_id
  )
  SELECT chart.* FROM charts CROSS JOIN LATERAL (
    SELECT ${row} FROM record
    WHERE practice_id = $1 AND record.patient_id = charts.patient_id AND NOT deleted AND NOT ${isCore}
    ORDER BY type, id
  ) AS chart`

async function newestIn(client: PoolClient, practice: string): Promise<Manifest | null> {
  const { rows } = await client.query<Cursor & { snapshot: string; segments: Segment[] | null }>({
    name: 'newest-snapshot',
    text: `SELECT snapshot_id AS snapshot, epoch, s.seq, s.h,
             (SELECT json_agg(json_build_object('n', n, 'scope', scope, 'rows', rows, 'bytes', bytes, 'sha256', sha256) ORDER BY n)
              FROM snapshot_segment g WHERE g.practice_id = $1 AND g.snapshot_id = s.snapshot_id) AS segments
           FROM snapshot s JOIN practice_head USING (practice_id, epoch)
           WHERE practice_id = $1 ORDER BY s.seq DESC, s.made_at DESC LIMIT 1`,
    values: [practice],
  })
  const [found] = rows
  if (!found) return null
  const { snapshot, epoch, seq, h, segments } = found
  return { snapshot, asOf: { epoch, seq, h }, segments: segments ?? [] }
}

async function removeOld(client: PoolClient, practice: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT snapshot_id AS id FROM snapshot s JOIN practice_head USING (practice_id)
     WHERE practice_id = $1 ORDER BY s.epoch = practice_head.epoch DESC, s.made_at DESC OFFSET $2`,
    [practice, kept],
  )
  const old = rows.map(({ id }) => id)
  if (old.length === 0) return
  for (const table of ['snapshot_segment', 'snapshot'])
    await client.query(`DELETE FROM ${table} WHERE practice_id = $1 AND snapshot_id = ANY ($2::uuid[])`, [
      practice,
      old,
    ])
}
