/** What was let go of a practice's audit, as the cloud has signed it. */
import type { PoolClient } from 'pg'
import { PurgeSaid, type SignedPurge } from '../../shared/audit/tombstone.ts'

/** `odd`: ids of what stands there and is no such statement. */
export async function purgesIn(
  client: PoolClient,
  practice: string,
): Promise<Readonly<{ purges: readonly SignedPurge[]; odd: readonly string[] }>> {
  const { rows } = await client.query<{ id: string; said: string; sig: string }>(
    'SELECT purge_id AS id, said, sig FROM audit_purge WHERE practice_id = $1 ORDER BY purge_id',
    [practice],
  )
  const read = rows.map(({ id, said, sig }) => ({ id, said: saidIn(said), sig }))
  return {
    purges: read.flatMap(({ id, said, sig }) => (said?.purge === id ? [{ said, sig }] : [])),
    odd: read.flatMap(({ id, said }) => (said?.purge === id ? [] : [id])),
  }
}

function saidIn(text: string): PurgeSaid | null {
  try {
    return PurgeSaid.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
