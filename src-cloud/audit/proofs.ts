/** What a stranger needs to prove an export of the cloud without a secret (docs/audit-format.md). */
import type { Pool, PoolClient } from 'pg'
import { signedText, type Proofs, type Run, type Statement } from '../../shared/audit/published.ts'
import { DeviceCheckpoint, Receipt } from '../../shared/audit/wire.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { inPractice } from '../postgres/pool.ts'
import { signTree } from './checkpoint.ts'
import type { AuditKeys } from './keys.ts'
import { purgesIn } from './purges.ts'
import { inclusionProof, type Tree } from './tree.ts'

export type Published = Readonly<{
  practice: string
  keys: AuditKeys
  /** PEM. */
  authority: string
  /** The tree when the export began. */
  tree: Tree
  /** ISO 8601. */
  at: string
  runs: readonly Run[]
  whole: boolean
}>

export async function proofsOf(pool: Pool, published: Published): Promise<Proofs> {
  const { practice, keys, authority, tree, at, whole } = published
  const runs: Run[] = []
  // where all leaves are there the tree is made anew of them
  for (const run of published.runs)
    runs.push(
      whole
        ? { ...run, leaf: null }
        : await inPractice(pool, practice, (client) => shown(client, published, run)),
    )
  const [signed, receipts, purges] = await inPractice(
    pool,
    practice,
    async (client) =>
      [
        await signedBy(client, practice, tree.size),
        await receiptsOf(client, practice, tree.size),
        (await purgesIn(client, practice)).purges,
      ] as const,
  )
  return {
    v: 1,
    whole,
    by: 'cloud',
    runs,
    cloudKey: keys.receiptKey,
    authority,
    signed,
    receipts,
    tree: signTree(keys, practice, tree, at),
    ...(purges.length > 0 && { purges: [...purges] }),
  }
}

/** The statement with its signature. */
export function sealStatement(keys: AuditKeys, statement: Omit<Statement, 'signature'>) {
  const sig = keys.sign(signedText(statement))
  return { ...statement, signature: { by: 'cloud' as const, key: keys.receiptKey, sig } }
}

/** Where leaves are gone nothing can be shown: the export is evidence of it all the same. */
async function shown(client: PoolClient, { practice, tree }: Published, run: Run): Promise<Run> {
  try {
    return { ...run, path: await inclusionProof(client, practice, run.leaf ?? 0, tree.size) }
  } catch (error) {
    if (error instanceof AppError && error.reason === 'audit.tree-gap') return { ...run, leaf: null }
    throw error
  }
}

/** Of each log and day the last: what came before it that day is proven with it. */
async function signedBy(client: PoolClient, practice: string, size: number): Promise<Proofs['signed']> {
  const { rows } = await client.query<{ said: string; sig: string; cert: Buffer }>(
    `SELECT DISTINCT ON (c.device_id, c.log_epoch, e.at::date) c.said, c.sig, c.cert
     FROM audit_checkpoint c JOIN audit_event e USING (practice_id, device_id, log_epoch, n)
     WHERE c.practice_id = $1 AND e.leaf < $2 ORDER BY c.device_id, c.log_epoch, e.at::date, c.n DESC`,
    [practice, size],
  )
  return rows.map(({ said, sig, cert }) => ({
    said: DeviceCheckpoint.parse(JSON.parse(said)),
    sig,
    cert: cert.toString('base64'),
  }))
}

async function receiptsOf(client: PoolClient, practice: string, size: number): Promise<Proofs['receipts']> {
  const { rows } = await client.query<{ receipt: string; sig: string }>(
    `SELECT DISTINCT ON (device_id, log_epoch, at::date) receipt, sig FROM audit_receipt
     WHERE practice_id = $1 AND n > 0 AND size <= $2 ORDER BY device_id, log_epoch, at::date, n DESC, at DESC`,
    [practice, size],
  )
  return rows.map(({ receipt, sig }) => ({
    said: Receipt.parse(JSON.parse(receipt)),
    sig,
    leaf: null,
    path: [],
  }))
}
