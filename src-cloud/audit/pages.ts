/** The entries of all workstations of a practice, a page at a time, with what shows that nothing of them was changed or left out. */
import type { Pool, PoolClient } from 'pg'
import {
  pageBytes,
  pageEntries,
  pagePurges,
  type AskEntries,
  type EntriesPage,
} from '../../shared/audit/whole-wire.ts'
import type { SignedPurge } from '../../shared/audit/tombstone.ts'
import { inPractice } from '../postgres/pool.ts'
import { signTree } from './checkpoint.ts'
import type { AuditKeys } from './keys.ts'
import { purgesIn } from './purges.ts'
import { consistencyProof, readTree, type Tree } from './tree.ts'

type Row = Readonly<{ leaf: number; entry: string; h: string; gone: boolean }>

/** `nowMs`: what the tree is signed with. Reads only, and locks nothing. */
export function entriesPage(
  { pool, keys }: Readonly<{ pool: Pool; keys: Pick<AuditKeys, 'sign'> }>,
  practice: string,
  asked: AskEntries,
  nowMs: number,
): Promise<EntriesPage> {
  return inPractice(pool, practice, async (client) => {
    const tree = await readTree(client, practice)
    const rows = await rowsFrom(client, practice, asked.size, tree.size)
    const end = (rows.at(-1)?.leaf ?? asked.size - 1) + 1
    const goesOn: EntriesPage['goesOn'] = []
    for (const { history, size } of asked.seen)
      goesOn.push(await proofTo(client, practice, tree, history, size))
    return {
      tree: signTree(keys, practice, tree, new Date(nowMs).toISOString()),
      entries: rows.map(({ entry, h, gone }) => ({ text: entry, h: gone ? h : null })),
      consistency: (await proofTo(client, practice, tree, tree.history, end)) ?? [],
      goesOn,
      // after the entries: a tombstone is there with what it went by
      purges: await newPurges(client, practice, new Set(asked.purges)),
      heard: await heardOf(client, practice),
    }
  })
}

const proofTo = async (client: PoolClient, practice: string, tree: Tree, history: string, size: number) =>
  history === tree.history && size <= tree.size ? consistencyProof(client, practice, size, tree.size) : null

/** As many as fit, one at least where there is one. */
async function rowsFrom(client: PoolClient, practice: string, from: number, size: number): Promise<Row[]> {
  const { rows } = await client.query<Row>(
    `SELECT leaf, entry, h, purge_id IS NOT NULL AS gone FROM audit_event
     WHERE practice_id = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf LIMIT ${pageEntries}`,
    [practice, from, size],
  )
  let bytes = 0
  const tooMany = rows.findIndex(({ entry }, index) => {
    bytes += entry.length
    return index > 0 && bytes > pageBytes
  })
  return tooMany === -1 ? rows : rows.slice(0, tooMany)
}

async function newPurges(
  client: PoolClient,
  practice: string,
  known: ReadonlySet<string>,
): Promise<SignedPurge[]> {
  const { purges } = await purgesIn(client, practice)
  return purges.filter(({ said }) => !known.has(said.purge)).slice(0, pagePurges)
}

async function heardOf(client: PoolClient, practice: string): Promise<EntriesPage['heard']> {
  const { rows } = await client.query<{ device: string; at: Date }>(
    `SELECT device_id AS device, max(last_at) AS at FROM audit_log
     WHERE practice_id = $1 AND last_at IS NOT NULL GROUP BY device_id ORDER BY device_id LIMIT 1000`,
    [practice],
  )
  return rows.map(({ device, at }) => ({ device, at: at.toISOString() }))
}
