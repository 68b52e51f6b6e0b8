/** Writes the tree of each practice to the write-once folder when it has grown, and only if it goes on from what is there. */
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { isConsistent } from '../../shared/audit/merkle.ts'
import { originOf, type CheckpointFile } from '../../shared/audit/published.ts'
import { inPractice } from '../postgres/pool.ts'
import { hashBytes } from './chain-crypto.ts'
import { lastWritten, writeOnce } from './checkpoint-folder.ts'
import { signTree } from './checkpoint.ts'
import type { AuditKeys } from './keys.ts'
import { PracticeWatch } from './practice-watch.ts'
import { consistencyProof, lockTree, treeRoot, type Tree } from './tree.ts'

export type Keeping = Readonly<{
  pool: Pool
  keys: AuditKeys
  /** Below it, a folder for each practice. */
  folder: string
  /** Ms since 1970. */
  now(): number
}>

export type Kept =
  | Readonly<{ state: 'written' | 'as-before'; file: CheckpointFile }>
  | Readonly<{ state: 'rewritten'; file: CheckpointFile }>
  | Readonly<{ state: 'empty' }>

/**
 * `rewritten`: the last one there says that the tree was another one then. Nothing is written. `as-before`: it has not grown
 * since. One writer at a time, whoever else works on the same database.
 */
export function keepCheckpoint({ pool, keys, folder, now }: Keeping, practice: string): Promise<Kept> {
  const own = join(folder, practice)
  return inPractice(pool, practice, async (client) => {
    const tree = await lockTree(client, practice)
    const { number, file: last } = lastWritten(own)
    if (tree.size === 0 && !last) return { state: 'empty' }
    const isOurs = last?.said.origin === originOf(practice, tree.history)
    const proof = last && isOurs ? await goesOn(client, practice, last.said, tree) : null
    if (last && isOurs && proof === null) return { state: 'rewritten', file: last }
    if (last && isOurs && last.said.size === tree.size) return { state: 'as-before', file: last }
    const prev = last ? hashBytes(Buffer.from(canonicalText(last.said))) : logStart
    const signed = signTree(keys, practice, tree, new Date(now()).toISOString(), { number: number + 1, prev })
    const file = { ...signed, key: keys.receiptKey, consistency: proof }
    writeOnce(own, file)
    return { state: 'written', file }
  })
}

/** Null where it does not. */
async function goesOn(
  client: PoolClient,
  practice: string,
  last: Readonly<{ size: number; root: string }>,
  tree: Tree,
): Promise<string[] | null> {
  if (last.size > tree.size) return null
  const proof = await consistencyProof(client, practice, last.size, tree.size)
  const now = { size: tree.size, root: treeRoot(tree) }
  return isConsistent(hashBytes, last, now, proof) ? proof : null
}

type Told = Readonly<{
  rewritten(practice: string, number: number): void
  failed(error: unknown, practice: string | null): void
}>

export const watchCheckpoints = (keeping: Keeping, everyMs: number, told: Told): PracticeWatch =>
  new PracticeWatch(keeping.pool, {
    everyMs,
    async look(practice) {
      const kept = await keepCheckpoint(keeping, practice)
      if (kept.state === 'rewritten') told.rewritten(practice, kept.file.said.number)
    },
    failed: told.failed,
  })
