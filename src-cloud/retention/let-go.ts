/** Carries out what one person proposed and another confirmed. Of each entry its place is left, and nothing of what it said. */
import { createHash } from 'node:crypto'
import type { PoolClient } from 'pg'
import { v7 } from 'uuid'
import { canonicalText, readEntry } from '../../shared/audit/entry.ts'
import { goneLine, tombstoneOf, type PurgeSaid, type SignedPurge } from '../../shared/audit/tombstone.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { purgeActs, purgeLists, purgesDone } from '../../shared/retention/purge.ts'
import type { AuditKeys } from '../audit/keys.ts'
import { lockTree } from '../audit/tree.ts'
import { executeOwn } from '../executor/execute-own.ts'
import type { PracticeTx } from '../executor/practice-tx.ts'
import { inPractice } from '../postgres/pool.ts'
import type { PostgresPractices } from '../postgres/practices.ts'
import { executingFor } from '../sync/executing.ts'
import type { Pool } from 'pg'
import { dueEntries, sumOf, yearsOfAudit, type Due } from './due.ts'

export type Letting = Readonly<{
  pool: Pool
  practices: PostgresPractices
  keys: Pick<AuditKeys, 'sign'>
  /** Ms since 1970. */
  now(): number
  /** Told of each purge before its transaction commits, so that it is known outside of the database too. */
  kept(purge: SignedPurge): void
}>

/** `stale`: a hold, an alarm or the policy has changed what may go since the list was made; nothing went. `again`: it had gone before a restore. */
export type LetGo = Readonly<{ list: string; count: number; state: 'gone' | 'stale' | 'again' }>

/** All of a practice that is confirmed and not carried out yet. */
export async function letGo(letting: Letting, practice: string): Promise<LetGo[]> {
  const confirmed = await inPractice(letting.pool, practice, async (client) => {
    const { rows } = await client.query<{ list: string }>(
      `SELECT DISTINCT c.data->>'listId' AS list FROM record c
       WHERE c.practice_id = $1 AND c.type = '${purgeActs.type}' AND c.data->>'kind' = 'confirmed'
         AND EXISTS (SELECT FROM record l WHERE l.practice_id = $1 AND l.type = '${purgeLists.type}' AND l.id = c.data->>'listId')
         AND NOT EXISTS (SELECT FROM record d WHERE d.practice_id = $1 AND d.type = '${purgesDone.type}'
           AND d.data->>'listId' = c.data->>'listId') ORDER BY 1`,
      [practice],
    )
    return rows.map(({ list }) => list)
  })
  const done: LetGo[] = []
  for (const list of confirmed)
    done.push(
      await letting.practices.transaction(practice, (tx, client) =>
        carryOut(letting, practice, list, tx, client),
      ),
    )
  return done
}

async function carryOut(
  { keys, now, kept }: Letting,
  practice: string,
  list: string,
  tx: PracticeTx,
  client: PoolClient,
): Promise<LetGo> {
  await lockTree(client, practice)
  const at = new Date(now()).toISOString()
  const before = await purgeOf(client, practice, list)
  if (before) {
    const { count, digest } = before
    await say(tx, { listId: list, count, digest, at })
    return { list, count, state: 'again' }
  }
  const found = await agreed(client, practice, list)
  const bounds = { before: found.before, size: found.size }
  // the practice keeps longer now than when it was listed
  const isLonger = (await yearsOfAudit(client, practice)) > found.years
  const sum = found.dismissed || isLonger ? null : await sumOf(dueEntries(client, practice, bounds))
  if (sum?.digest !== found.digest || sum.count !== found.count || sum.count === 0) {
    await say(tx, { listId: list, count: 0, digest: found.digest, at })
    return { list, count: 0, state: 'stale' }
  }
  const said: PurgeSaid = {
    v: 1,
    practice,
    purge: v7(),
    list,
    before: found.before,
    count: sum.count,
    digest: sum.digest,
    proposedBy: found.proposedBy,
    confirmedBy: found.confirmedBy,
    at,
    ranges: [...sum.ranges],
  }
  const signed = { said, sig: keys.sign(canonicalText(said)) }
  await write(client, signed)
  for await (const rows of dueEntries(client, practice, bounds)) await bury(client, said, rows)
  await say(tx, { listId: list, count: sum.count, digest: sum.digest, at })
  kept(signed)
  return { list, count: sum.count, state: 'gone' }
}

const say = (tx: PracticeTx, set: Readonly<Record<string, unknown>>) =>
  executeOwn(
    tx,
    {
      op: v7(),
      kind: 'cloud.letGo@1',
      changes: [{ type: purgesDone.type, id: v7(), baseVersion: 0, base: {}, set, gone: false }],
    },
    executingFor(0),
  )

async function purgeOf(client: PoolClient, practice: string, list: string): Promise<PurgeSaid | null> {
  const { rows } = await client.query<{ said: string }>(
    'SELECT said FROM audit_purge WHERE practice_id = $1 AND list_id = $2',
    [practice, list],
  )
  return rows[0] ? (JSON.parse(rows[0].said) as PurgeSaid) : null
}

type Agreed = Readonly<{
  years: number
  before: string
  size: number
  count: number
  digest: string
  proposedBy: string
  confirmedBy: string
  dismissed: boolean
}>

/** The list, and the two who agree on it; what one person says alone is not asked for. */
async function agreed(client: PoolClient, practice: string, list: string): Promise<Agreed> {
  const { rows } = await client.query<Agreed>(
    `SELECT (l.data->>'years')::int AS years, l.data->>'before' AS before, (l.data->>'size')::int AS size, (l.data->>'count')::int AS count,
       l.data->>'digest' AS digest, p.data->>'by' AS "proposedBy", c.data->>'by' AS "confirmedBy",
       EXISTS (SELECT FROM record d WHERE d.practice_id = $1 AND d.type = '${purgeActs.type}'
         AND d.data->>'listId' = $2 AND d.data->>'kind' = 'dismissed') AS dismissed
     FROM record l
     JOIN record c ON c.practice_id = $1 AND c.type = '${purgeActs.type}' AND c.data->>'listId' = l.id AND c.data->>'kind' = 'confirmed'
     JOIN record p ON p.practice_id = $1 AND p.type = '${purgeActs.type}' AND p.id = c.data->>'proposalId'
       AND p.data->>'listId' = l.id AND p.data->>'kind' = 'proposed' AND p.data->>'by' <> c.data->>'by'
     WHERE l.practice_id = $1 AND l.type = '${purgeLists.type}' AND l.id = $2 ORDER BY c.id LIMIT 1`,
    [practice, list],
  )
  const [found] = rows
  if (!found) throw new AppError('Forbidden', 'purge.same-person')
  return found
}

const write = (client: PoolClient, { said, sig }: SignedPurge) =>
  client.query(
    'INSERT INTO audit_purge (practice_id, purge_id, list_id, said, sig) VALUES ($1, $2, $3, $4, $5)',
    [said.practice, said.purge, said.list, canonicalText(said), sig],
  )

async function bury(client: PoolClient, { practice, purge }: PurgeSaid, rows: readonly Due[]): Promise<void> {
  const stones = rows.map(({ entry }) => {
    const read = readEntry(entry)
    must(read, 'audit.purge-entry')
    return tombstoneOf(read, purge)
  })
  await client.query(
    `UPDATE audit_event e SET entry = stone, subject = NULL, purge_id = $2
     FROM unnest($3::bigint[], $4::text[]) AS given (at, stone) WHERE e.practice_id = $1 AND e.leaf = given.at`,
    [practice, purge, rows.map(({ leaf }) => leaf), stones],
  )
}

/**
 * After a restore: what had been let go goes again. Throws `audit.purge-other` where the database has other entries than went. False
 * where it is done already.
 */
export function letGoAgain(pool: Pool, signed: SignedPurge): Promise<boolean> {
  const { said } = signed
  const { practice, list, ranges } = said
  return inPractice(pool, practice, async (client) => {
    await lockTree(client, practice)
    if (await purgeOf(client, practice, list)) return false
    const { rows } = await client.query<Due>(
      `SELECT e.leaf, e.device_id AS device, e.log_epoch AS epoch, e.n, e.h, e.entry FROM audit_event e
       JOIN unnest($2::uuid[], $3::int[], $4::bigint[], $5::bigint[]) AS r (device, epoch, f, t)
         ON e.device_id = r.device AND e.log_epoch = r.epoch AND e.n BETWEEN r.f AND r.t
       WHERE e.practice_id = $1 ORDER BY e.leaf`,
      [
        practice,
        ranges.map(({ device }) => device),
        ranges.map(({ epoch }) => epoch),
        ranges.map(({ from }) => from),
        ranges.map(({ to }) => to),
      ],
    )
    const hash = createHash('sha256')
    for (const row of rows) hash.update(goneLine(row))
    if (hash.digest('hex') !== said.digest)
      throw new AppError('Conflict', 'audit.purge-other', { purge: said.purge })
    await write(client, signed)
    for (let at = 0; at < rows.length; at += 1000) await bury(client, said, rows.slice(at, at + 1000))
    return true
  })
}
