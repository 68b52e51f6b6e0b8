/** Which entries of the audit are older than the policy says, and what of them is held. All of it inside a transaction of the practice. */
import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { Retention, usualRetention } from '../../shared/access/retention-classes.ts'
import { goneLine, RangeBook, type GoneRange } from '../../shared/audit/tombstone.ts'
import type { PurgeAge, PurgeHeld } from '../../shared/retention/purge.ts'

export type Bounds = Readonly<{
  /** Entries before this by their own clock and by when the cloud took them, ISO 8601. */
  before: string
  /** Of what was in the tree when it had so many. */
  size: number
}>

/** Years the practice keeps the audit; what is set under the floor does not count. */
export async function yearsOfAudit(client: PoolClient, practice: string): Promise<number> {
  const { rows } = await client.query<{ retention: unknown }>(
    `SELECT data->'retention' AS retention FROM record WHERE practice_id = $1 AND type = 'practice' AND id = $1::text`,
    [practice],
  )
  return Retention.safeParse(rows[0]?.retention).data?.audit ?? usualRetention.audit
}

/** `$1` the practice, `$2` the size, `$3` before. */
const old = `e.practice_id = $1 AND e.purge_id IS NULL AND e.leaf < $2 AND greatest(e.at, e.received_at) < $3`
const ofAlarm = `e.device_id IN (SELECT device_id FROM audit_alarm WHERE practice_id = $1 AND settled_at IS NULL)`
/** Old enough, and nothing holds it. */
const due = `${old} AND NOT is_held($1, e.subject) AND NOT ${ofAlarm}`

const valuesOf = (practice: string, { before, size }: Bounds) => [practice, size, before]

export async function agesOf(client: PoolClient, practice: string, bounds: Bounds): Promise<PurgeAge[]> {
  const { rows } = await client.query<PurgeAge>(
    `SELECT extract(year FROM greatest(e.at, e.received_at))::int AS year,
       CASE WHEN e.subject IS NULL THEN 'nobody' ELSE 'patients' END AS about, count(*)::int AS count
     FROM audit_event e WHERE ${due} GROUP BY 1, 2 ORDER BY 1, 2`,
    valuesOf(practice, bounds),
  )
  return rows
}

/** By hold, how many entries it keeps; one that two holds keep is counted with each. */
export async function heldOf(client: PoolClient, practice: string, bounds: Bounds): Promise<PurgeHeld[]> {
  const values = valuesOf(practice, bounds)
  const { rows: held } = await client.query<PurgeHeld>(
    `SELECT CASE WHEN h.data->>'patientId' IS NULL THEN 'practice-held' ELSE 'chart-held' END AS why,
       h.id AS "holdId", count(e.leaf)::int AS count
     FROM record h LEFT JOIN audit_event e ON ${old}
       AND (h.data->>'patientId' IS NULL OR h.data->>'patientId' = e.subject)
     WHERE h.practice_id = $1 AND h.type = 'legal-hold' AND NOT h.deleted
       AND NOT EXISTS (SELECT FROM record l WHERE l.practice_id = $1 AND l.type = 'lifted-hold' AND l.data->>'legalHoldId' = h.id)
     GROUP BY h.id, h.data->>'patientId' ORDER BY h.id LIMIT 1000`,
    values,
  )
  const { rows: alarmed } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM audit_event e WHERE ${old} AND ${ofAlarm}`,
    values,
  )
  const count = alarmed[0]?.count ?? 0
  return [...held, ...(count > 0 ? [{ why: 'alarm' as const, holdId: null, count }] : [])]
}

export type Due = Readonly<{
  leaf: number
  device: string
  epoch: number
  n: number
  h: string
  entry: string
}>

const atOnce = 1000

/** In the order of the tree. */
export async function* dueEntries(
  client: PoolClient,
  practice: string,
  bounds: Bounds,
): AsyncGenerator<Due[]> {
  for (let last = -1; ;) {
    const { rows } = await client.query<Due>(
      `SELECT e.leaf, e.device_id AS device, e.log_epoch AS epoch, e.n, e.h, e.entry FROM audit_event e
       WHERE ${due} AND e.leaf > $4 ORDER BY e.leaf LIMIT ${atOnce}`,
      [...valuesOf(practice, bounds), last],
    )
    if (rows.length > 0) yield rows
    if (rows.length < atOnce) return
    last = rows.at(-1)?.leaf ?? last
  }
}

export type Sum = Readonly<{ count: number; digest: string; ranges: readonly GoneRange[] }>

/** How many would go, which, and what they hash to. */
export async function sumOf(entries: AsyncIterable<readonly Due[]>): Promise<Sum> {
  const [hash, book] = [createHash('sha256'), new RangeBook()]
  let count = 0
  for await (const rows of entries)
    for (const row of rows) {
      count += 1
      hash.update(goneLine(row))
      book.add(row)
    }
  return { count, digest: hash.digest('hex'), ranges: book.ranges }
}
