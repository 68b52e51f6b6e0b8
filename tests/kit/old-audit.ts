/** Entries of the audit that are years old, in a real database, and what people say of them. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { executeOwn } from '../../src-cloud/executor/execute-own.ts'
import { PostgresPractices } from '../../src-cloud/postgres/practices.ts'
import type { Letting } from '../../src-cloud/retention/let-go.ts'
import { executingFor } from '../../src-cloud/sync/executing.ts'
import type { SignedPurge } from '../../shared/audit/tombstone.ts'
import type { There } from './audit-desks.ts'

/** Makes entries older than they are: those of numbers below `before`, or all. */
export const age = (there: There, years: number, before = Number.MAX_SAFE_INTEGER) =>
  there.postgres.owner(there.name, async (client) => {
    await client.query(`SELECT set_config('app.practice_id', $1, false)`, [there.practice])
    await client.query('ALTER TABLE audit_event DISABLE TRIGGER USER')
    await client.query(
      `UPDATE audit_event SET at = at - make_interval(years => $1), received_at = received_at - make_interval(years => $1)
       WHERE practice_id = $2 AND n < $3`,
      [years, there.practice, before],
    )
    await client.query('ALTER TABLE audit_event ENABLE TRIGGER USER')
  })

/** A row as it is once the cloud has taken it. Returns its id. */
export async function put(
  there: There,
  type: string,
  set: Record<string, unknown>,
  id = v7(),
): Promise<string> {
  const change = { type, id, baseVersion: 0, base: {}, set, gone: false }
  await new PostgresPractices(there.cloud.pool).transaction(there.practice, (tx) =>
    executeOwn(tx, { op: v7(), kind: 'test.put@1', changes: [change] }, executingFor(0)),
  )
  return id
}

export const [ana, ben] = [randomUUID(), randomUUID()]
const at = '2026-11-23T15:05:00.000Z'

export const hold = (there: There, patientId: string | null) =>
  put(there, 'legal-hold', { patientId, reason: 'A claim.', by: ana, at })
export const lift = (there: There, legalHoldId: string) =>
  put(there, 'lifted-hold', { legalHoldId, reason: 'Settled.', by: ana, at })

/** One proposes, another confirms. */
export async function agree(there: There, listId: string, second = ben): Promise<void> {
  const said = { listId, reason: 'Old.', at }
  const proposalId = await put(there, 'purge-act', { ...said, kind: 'proposed', proposalId: null, by: ana })
  await put(there, 'purge-act', { ...said, kind: 'confirmed', proposalId, by: second })
}

export function lettingIn(there: There): Letting & { written: SignedPurge[] } {
  const written: SignedPurge[] = []
  return {
    pool: there.cloud.pool,
    practices: new PostgresPractices(there.cloud.pool),
    keys: there.keys,
    now: () => Date.now(),
    kept: (purge) => void written.push(purge),
    written,
  }
}
