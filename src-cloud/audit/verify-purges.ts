/** What was let go: each tombstone is of a purge that this cloud has signed, and each purge left the tombstones it says. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import type { Pool } from 'pg'
import { canonicalText } from '../../shared/audit/entry.ts'
import { covers, goneLine, readTombstone, type SignedPurge } from '../../shared/audit/tombstone.ts'
import { inPractice } from '../postgres/pool.ts'
import type { AuditKeys } from './keys.ts'
import { purgesIn } from './purges.ts'

type Gone = Readonly<{
  leaf: number
  device: string
  epoch: number
  n: number
  h: string
  entry: string
  purge: string | null
}>

const atOnce = 1000

export async function walkPurges(
  pool: Pool,
  practice: string,
  keys: AuditKeys,
): Promise<Readonly<{ count: number; faults: readonly string[] }>> {
  const key = createPublicKey({ key: Buffer.from(keys.receiptKey, 'base64'), format: 'der', type: 'spki' })
  const { purges, odd } = await inPractice(pool, practice, (client) => purgesIn(client, practice))
  const faults: string[] = odd.map((id) => `purge ${id} is not signed with this cloud's key`)
  const open = new Map<string, SignedPurge & { count: number; hash: ReturnType<typeof createHash> }>()
  for (const purge of purges) {
    const { said, sig } = purge
    if (
      said.practice !== practice ||
      !verify('sha256', Buffer.from(canonicalText(said)), key, Buffer.from(sig, 'base64'))
    )
      faults.push(`purge ${said.purge} is not signed with this cloud's key`)
    else open.set(said.purge, { ...purge, count: 0, hash: createHash('sha256') })
  }
  let count = 0
  for (let last = -1; ;) {
    const after = last
    const rows = await inPractice(pool, practice, async (client) => {
      const found = await client.query<Gone>(
        `SELECT leaf, device_id AS device, log_epoch AS epoch, n, h, entry, purge_id AS purge FROM audit_event
         WHERE practice_id = $1 AND leaf > $2 AND (purge_id IS NOT NULL OR entry::jsonb ? 'purge')
         ORDER BY leaf LIMIT ${atOnce}`,
        [practice, after],
      )
      return found.rows
    })
    for (const row of rows) {
      last = row.leaf
      count += 1
      const purge = row.purge === null ? undefined : open.get(row.purge)
      if (readTombstone(row.entry)?.purge !== row.purge || !purge || !covers(purge.said, row))
        faults.push(
          `workstation ${row.device}, epoch ${row.epoch}: entry ${row.n} is gone, and nothing that was signed says so`,
        )
      else {
        purge.count += 1
        purge.hash.update(goneLine(row))
      }
    }
    if (rows.length < atOnce) break
  }
  for (const { said, count: found, hash } of open.values())
    if (found !== said.count || hash.digest('hex') !== said.digest)
      faults.push(`purge ${said.purge} let go ${said.count} entries, and left others than those`)
  return { count, faults }
}
