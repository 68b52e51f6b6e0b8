/** Snapshots in PostgreSQL: made from the rows in one transaction that sees one moment, kept beside them, served from there. */
import { randomUUID } from 'node:crypto'
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
import { firstDayWithin, monthSteps } from '../../shared/sync/charts.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import { activity, isCore, rowColumns } from './charts.ts'
import { readHead } from './heads.ts'
import { inPractice, inTransaction } from './pool.ts'
import { SegmentWriter, type Cut, type OfChart, type Row } from './segment-writer.ts'

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
        const asOf = await readHead(client, practice)
        const snapshot = randomUUID()
        await client.query(
          'INSERT INTO snapshot (practice_id, snapshot_id, epoch, seq, h) VALUES ($1, $2, $3, $4, $5)',
          [practice, snapshot, asOf.epoch, asOf.seq, asOf.h],
        )
        const writer = new SegmentWriter(client, practice, snapshot, this.#cut)
        const general = async (scope: Scope, sql: string) => {
          for await (const row of rowsOf<Row>(client, sql, [practice, coreTypes], signal))
            await writer.add({ scope, months: 0 }, row)
        }
        await general('core', coreSql)
        await general('charts', generalSql)
        const steps = monthSteps.map((months) => firstDayWithin(months, Date.now()))
        const charts = rowsOf<OfChart>(client, chartsSql, [practice, coreTypes, monthSteps, steps], signal)
        for await (const row of charts) await writer.addToChart(row)
        await writer.end()
        await removeOld(client, practice)
        return { snapshot, asOf, segments: writer.segments }
      },
      'BEGIN ISOLATION LEVEL REPEATABLE READ',
    )
  }
}

/** Row by row, never more of them in memory than are asked for at once. */
async function* rowsOf<R extends object>(
  client: PoolClient,
  sql: string,
  values: readonly unknown[],
  signal: AbortSignal,
): AsyncGenerator<R> {
  await client.query(`DECLARE rows_of_snapshot NO SCROLL CURSOR FOR ${sql}`, [...values])
  for (;;) {
    if (signal.aborted) throw new AppError('Unavailable', 'cloud.stopping')
    const { rows } = await client.query<R>(`FETCH ${rowsAtOnce} FROM rows_of_snapshot`)
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('CLOSE rows_of_snapshot')
}

const mostBytes = 2 ** 31 - 1

/** Type by type, each by its ids: so that a workstation's tables grow at their ends. */
const coreSql = `
  SELECT ${rowColumns} FROM record
  WHERE practice_id = $1 AND NOT deleted AND ${isCore}
  ORDER BY array_position($2::text[], type), id`

/** What charts refer to and belongs to none. */
const generalSql = `
  SELECT ${rowColumns} FROM record
  WHERE practice_id = $1 AND NOT deleted AND patient_id IS NULL AND NOT ${isCore}
  ORDER BY type, id`

/**
 * Chart by chart, and of each within how many months it was active; 0 where there is no patient, so that nobody who comes
 * back later has a chart of which a workstation has a part: first those of whoever was, or will be, seen last,
 * then those that were changed last. The ids of ops grow with time. The rows of a chart come one after the other by the way
 * a lateral join is carried out; whoever writes them makes sure of it.
 */
const chartsSql = `
  WITH charts AS MATERIALIZED (
    SELECT patient_id, max(${activity}) AS active, max(op_id::text) AS changed,
      max(data ->> 'registeredAt') FILTER (WHERE type = 'patient') COLLATE "C" AS registered
    FROM record
    WHERE practice_id = $1 AND NOT deleted AND patient_id IS NOT NULL
    GROUP BY patient_id
  ), aged AS MATERIALIZED (
    SELECT patient_id, CASE WHEN registered IS NULL THEN 0 ELSE (
      SELECT min(months) FROM unnest($3::int[], $4::text[]) AS step (months, since)
      WHERE coalesce(active, registered) >= since COLLATE "C"
    ) END AS months
    FROM charts
    ORDER BY 2 NULLS LAST, active DESC NULLS LAST, changed DESC, patient_id
  )
  SELECT aged.patient_id AS patient, aged.months, chart.* FROM aged LEFT JOIN LATERAL (
    SELECT ${rowColumns} FROM record
    WHERE practice_id = $1 AND record.patient_id = aged.patient_id AND NOT deleted AND NOT ${isCore}
    ORDER BY type, id
  ) AS chart ON true`

async function newestIn(client: PoolClient, practice: string): Promise<Manifest | null> {
  const { rows } = await client.query<Cursor & { snapshot: string; segments: Segment[] | null }>({
    name: 'newest-snapshot',
    text: `SELECT snapshot_id AS snapshot, epoch, s.seq, s.h,
             (SELECT json_agg(json_build_object('n', n, 'scope', scope, 'rows', rows, 'charts', charts, 'months', months, 'bytes', bytes, 'sha256', sha256) ORDER BY n)
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
