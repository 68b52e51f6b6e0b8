/** The tree of a practice, on PostgreSQL: its right edge is kept, and of its inside every eighth level. */
import type { PoolClient } from 'pg'
import { must } from '../../shared/kernel/errors.ts'
import {
  addLeaf,
  consistencyRanges,
  inclusionRanges,
  leafHash,
  leafText,
  nodeHash,
  rootOf,
  type Range,
} from '../../shared/audit/merkle.ts'
import { hashBytes } from './chain-crypto.ts'

export type Tree = Readonly<{ history: string; size: number; edge: readonly string[] }>
export type Leaf = Readonly<{ device: string; epoch: number; n: number; h: string }>
type Node = Readonly<{ level: number; index: number; hash: string }>

/** Levels between those that are kept: what is in between is hashed from at most 128 of them. */
const step = 8

export const leafOf = ({ device, epoch, n, h }: Leaf): string =>
  leafHash(hashBytes, leafText(device, epoch, n, h))
export const treeRoot = ({ edge }: Pick<Tree, 'edge'>): string => rootOf(hashBytes, edge)

/** One writer of a practice's audit at a time. Nothing of the record waits for it. */
export async function lockTree(client: PoolClient, practice: string): Promise<Tree> {
  await client.query('INSERT INTO audit_tree (practice_id) VALUES ($1) ON CONFLICT DO NOTHING', [practice])
  const { rows } = await client.query<Tree>(
    `SELECT size, edge, (SELECT epoch FROM practice_head WHERE practice_id = $1) AS history
     FROM audit_tree WHERE practice_id = $1 FOR UPDATE`,
    [practice],
  )
  must(rows[0], 'audit.tree')
  return rows[0]
}

/** As it is now; what is in it stays in it. */
export async function readTree(client: PoolClient, practice: string): Promise<Tree> {
  const { rows } = await client.query<{ epoch: string; size: number | null; edge: string[] | null }>(
    'SELECT h.epoch, t.size, t.edge FROM practice_head h LEFT JOIN audit_tree t USING (practice_id) WHERE practice_id = $1',
    [practice],
  )
  must(rows[0], 'practice.missing')
  return { history: rows[0].epoch, size: rows[0].size ?? 0, edge: rows[0].edge ?? [] }
}

/** Adds leaves; the caller writes them at the places from `tree.size` on. */
export async function growTree(
  client: PoolClient,
  practice: string,
  tree: Tree,
  leaves: readonly Leaf[],
): Promise<Tree> {
  let [edge, size] = [tree.edge, tree.size]
  const nodes: Node[] = []
  for (const leaf of leaves) {
    edge = addLeaf(hashBytes, edge, size, leafOf(leaf), (level, index, hash) => {
      if (level > 0 && level % step === 0) nodes.push({ level, index, hash })
    })
    size += 1
  }
  if (nodes.length > 0)
    await client.query(
      `INSERT INTO audit_node (practice_id, level, idx, hash)
       SELECT $1, * FROM unnest($2::int[], $3::bigint[], $4::text[])`,
      [
        practice,
        nodes.map(({ level }) => level),
        nodes.map(({ index }) => index),
        nodes.map(({ hash }) => hash),
      ],
    )
  await client.query('UPDATE audit_tree SET size = $2, edge = $3 WHERE practice_id = $1', [
    practice,
    size,
    edge,
  ])
  return { ...tree, size, edge }
}

export const consistencyProof = (client: PoolClient, practice: string, old: number, size: number) =>
  hashesOf(client, practice, consistencyRanges(old, size))

export const inclusionProof = (client: PoolClient, practice: string, index: number, size: number) =>
  hashesOf(client, practice, inclusionRanges(index, size))

async function hashesOf(client: PoolClient, practice: string, ranges: readonly Range[]): Promise<string[]> {
  const hashes: string[] = []
  for (const range of ranges) hashes.push(await hashOf(client, practice, range))
  return hashes
}

/** Every range that is asked for begins with a full subtree, and goes on with smaller ones. */
async function hashOf(client: PoolClient, practice: string, [from, to]: Range): Promise<string> {
  let k = 1
  while (k * 2 <= to - from) k *= 2
  const left = await fullHash(client, practice, Math.round(Math.log2(k)), from / k)
  return from + k === to ? left : nodeHash(hashBytes, left, await hashOf(client, practice, [from + k, to]))
}

async function fullHash(client: PoolClient, practice: string, level: number, index: number): Promise<string> {
  const base = level - (level % step)
  const count = 2 ** (level - base)
  const from = index * count
  let row =
    base === 0
      ? await leavesOf(client, practice, from, count)
      : await nodesOf(client, practice, base, from, count)
  must(row.length === count, 'audit.tree-gap')
  while (row.length > 1)
    row = row.flatMap((hash, at) => (at % 2 === 0 ? [nodeHash(hashBytes, hash, row[at + 1] ?? '')] : []))
  return row[0] ?? ''
}

async function leavesOf(
  client: PoolClient,
  practice: string,
  from: number,
  count: number,
): Promise<string[]> {
  const { rows } = await client.query<Leaf>(
    `SELECT device_id AS device, log_epoch AS epoch, n, h FROM audit_event
     WHERE practice_id = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf`,
    [practice, from, from + count],
  )
  return rows.map(leafOf)
}

async function nodesOf(client: PoolClient, practice: string, level: number, from: number, count: number) {
  const { rows } = await client.query<{ hash: string }>(
    'SELECT hash FROM audit_node WHERE practice_id = $1 AND level = $2 AND idx >= $3 AND idx < $4 ORDER BY idx',
    [practice, level, from, from + count],
  )
  return rows.map(({ hash }) => hash)
}
