/** What a feed has told of a practice, and what waits: the tables of the audit are its spool. */
import type { Pool, PoolClient } from 'pg'
import { readEntry } from '../../shared/audit/entry.ts'
import { inPractice, readInPractice } from '../postgres/pool.ts'
import { alarmEvent, entryEvent, type FedAlarm, type FeedEvent } from './feed-event.ts'

export type Of = Readonly<{ practice: string; feed: string }>

/** `leaf`: up to where nothing is left; null where there are alarms alone. */
export type Batch = Readonly<{
  events: readonly FeedEvent[]
  leaf: number | null
  alarms: readonly FedAlarm[]
}>

/** A process that says nothing for so long tells no more. */
const heldSeconds = 60

/** Entries that wait, and for how long the first of them has. */
export type Waiting = Readonly<{ entries: number; seconds: number; alarms: number }>

const toTell = `SELECT alarm_id AS id, kind, device_id AS device, log_epoch AS epoch, n, 'raised' AS what, at FROM audit_alarm
  WHERE practice_id = $1
  UNION ALL SELECT alarm_id, kind, device_id, log_epoch, n, 'settled', settled_at FROM audit_alarm
  WHERE practice_id = $1 AND settled_at IS NOT NULL`
const untold = `SELECT * FROM (${toTell}) a WHERE NOT EXISTS (SELECT FROM audit_feed_alarm t
  WHERE t.practice_id = $1 AND t.feed = $2 AND t.alarm_id = a.id AND t.what = a.what) ORDER BY at, id`

/** One round trip, and no lock. */
export async function waiting(pool: Pool, { practice, feed }: Of): Promise<Waiting> {
  const [row] = await readInPractice<Waiting>(pool, practice, {
    name: 'feed-waiting',
    text: `SELECT (coalesce(t.size, 0) - 1 - coalesce(f.leaf, -1))::int AS entries,
      coalesce(extract(epoch FROM now() - (SELECT received_at FROM audit_event e WHERE e.practice_id = $1
        AND e.leaf > coalesce(f.leaf, -1) ORDER BY e.leaf LIMIT 1)), 0)::float8 AS seconds,
      (SELECT count(*) FROM (${untold}) u)::int AS alarms
      FROM (SELECT 1) one LEFT JOIN audit_tree t ON t.practice_id = $1
      LEFT JOIN audit_feed f ON f.practice_id = $1 AND f.feed = $2`,
    values: [practice, feed],
  })
  return row ?? { entries: 0, seconds: 0, alarms: 0 }
}

/** What waits next, for the one process that may tell it; null where another does. */
export const take = (pool: Pool, of: Of, holder: string, most: number): Promise<Batch | null> =>
  inPractice(pool, of.practice, async (client) => {
    const { practice, feed } = of
    await client.query('INSERT INTO audit_feed (practice_id, feed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      practice,
      feed,
    ])
    const { rows: held } = await client.query<{ leaf: number }>(
      `UPDATE audit_feed SET held_by = $3, held_until = now() + make_interval(secs => ${heldSeconds})
       WHERE practice_id = $1 AND feed = $2 AND (held_by = $3 OR held_until IS NULL OR held_until < now()) RETURNING leaf`,
      [practice, feed, holder],
    )
    const [mine] = held
    if (!mine) return null
    const { rows: trees } = await client.query<{ size: number }>(
      'SELECT size FROM audit_tree WHERE practice_id = $1',
      [practice],
    )
    const { rows } = await client.query<{ leaf: number; entry: string; h: string }>(
      'SELECT leaf, entry, h FROM audit_event WHERE practice_id = $1 AND leaf > $2 ORDER BY leaf LIMIT $3',
      [practice, mine.leaf, most],
    )
    const { rows: alarms } = await client.query<FedAlarm>(`${untold} LIMIT 100`, [practice, feed])
    const entries = rows.flatMap(({ entry, h }) => {
      const read = readEntry(entry)
      return read ? [entryEvent(practice, read, h)] : []
    })
    return {
      // who is told of an alarm need not read the entries before it first
      events: [...alarms.map((alarm) => alarmEvent(practice, alarm)), ...entries],
      // what is kept no longer is passed over
      leaf:
        rows.length < most
          ? Math.max((trees[0]?.size ?? 0) - 1, rows.at(-1)?.leaf ?? -1)
          : (rows.at(-1)?.leaf ?? null),
      alarms,
    }
  })

/** It was told. False where another process has taken over meanwhile: it tells the same once more. */
export const told = (pool: Pool, of: Of, holder: string, { leaf, alarms }: Batch): Promise<boolean> =>
  inPractice(pool, of.practice, async (client) => {
    const { practice, feed } = of
    const { rowCount } = await client.query(
      `UPDATE audit_feed SET leaf = greatest(leaf, coalesce($4, leaf)), held_until = now() + make_interval(secs => ${heldSeconds})
       WHERE practice_id = $1 AND feed = $2 AND held_by = $3`,
      [practice, feed, holder, leaf],
    )
    if (rowCount !== 1) return false
    await noteAlarms(client, of, alarms)
    return true
  })

const noteAlarms = (client: PoolClient, { practice, feed }: Of, alarms: readonly FedAlarm[]) =>
  client.query(
    `INSERT INTO audit_feed_alarm (practice_id, feed, alarm_id, what)
     SELECT $1::uuid, $2::text, id, what FROM unnest($3::uuid[], $4::text[]) AS given (id, what) ON CONFLICT DO NOTHING`,
    [practice, feed, alarms.map(({ id }) => id), alarms.map(({ what }) => what)],
  )

/** It stops here: the next process need not wait. */
export const letGo = (pool: Pool, of: Of, holder: string): Promise<unknown> =>
  inPractice(pool, of.practice, (client) =>
    client.query(
      'UPDATE audit_feed SET held_until = NULL WHERE practice_id = $1 AND feed = $2 AND held_by = $3',
      [of.practice, of.feed, holder],
    ),
  )
