/** Proves what is kept of the audit of a practice: every chain, every code, the tree, and all that was signed. */
import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import type { Pool } from 'pg'
import { verifyChain, type Kept, type KeptRead, type Mutation } from '../../shared/audit/chain.ts'
import { readEntry } from '../../shared/audit/entry.ts'
import { addLeaf, emptyRoot, rootOf } from '../../shared/audit/merkle.ts'
import { placeOf, readTombstone } from '../../shared/audit/tombstone.ts'
import { inPractice } from '../postgres/pool.ts'
import { chainCrypto, hashBytes } from './chain-crypto.ts'
import type { AuditKeys } from './keys.ts'
import { openAlarms, readLogs, sealedFor, type Log } from './logs.ts'
import { walkPurges } from './verify-purges.ts'
import { leafOf, type Leaf } from './tree.ts'

export type AuditVerified = Readonly<{
  practice: string
  /** Logs, an epoch each; entries in them; entries of other histories that lie beside. */
  logs: number
  entries: number
  aside: number
  /** Of them, those that were let go by policy: their place is left. */
  gone: number
  treeSize: number
  receipts: number
  checkpoints: number
  /** Alarms that nobody has settled, by kind and workstation. */
  alarms: readonly string[]
  /** Ops that were taken and that no entry names. Those of the last hour may be on their way. */
  opsWithoutEntry: number
  firstOpsWithout: readonly string[]
  /** What is wrong, in words and numbers. Empty where nothing is. */
  faults: readonly string[]
}>

const atOnce = 1000
const words: Readonly<Record<Mutation, string>> = {
  edited: 'was changed',
  deleted: 'is missing',
  'tail-deleted': 'and what follows are missing',
  reordered: 'stands elsewhere',
  inserted: 'was put in',
  duplicated: 'stands twice',
  replaced: 'and what follows were written anew',
}

/** `graceMinutes`: an op may come so much before its entry. */
export async function verifyAudit(
  pool: Pool,
  practice: string,
  keys: AuditKeys,
  graceMinutes = 60,
): Promise<AuditVerified> {
  const logs = await inPractice(pool, practice, (client) => readLogs(client, practice))
  const faults: string[] = []
  let entries = 0
  for (const log of logs) {
    const walked = await walkLog(pool, practice, log, keys)
    entries += walked.entries
    faults.push(...walked.faults)
  }
  const tree = await walkTree(pool, practice, keys)
  const gone = await walkPurges(pool, practice, keys)
  const checkpoints = await walkCheckpoints(pool, practice)
  return inPractice(pool, practice, async (client) => {
    const alarms = await openAlarms(client, practice)
    const { rows: strays } = await client.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM audit_stray WHERE practice_id = $1',
      [practice],
    )
    const { rows: without } = await client.query<{ op: string }>(
      `SELECT op_id AS op FROM op_result r WHERE practice_id = $1 AND at < now() - make_interval(mins => $2)
         AND EXISTS (SELECT FROM audit_log l WHERE l.practice_id = $1 AND l.device_id = r.device_id)
         AND NOT EXISTS (SELECT FROM audit_event e WHERE e.practice_id = $1 AND e.op_id = r.op_id::text)
         AND NOT EXISTS (SELECT FROM audit_stray s WHERE s.practice_id = $1 AND s.entry::jsonb->>'op' = r.op_id::text)
       ORDER BY ack_seq`,
      [practice, graceMinutes],
    )
    return {
      practice,
      logs: logs.length,
      entries,
      aside: strays[0]?.n ?? 0,
      treeSize: tree.size,
      receipts: tree.receipts,
      checkpoints: checkpoints.count,
      alarms: alarms.map(({ kind, device }) => `${kind} ${device}`),
      opsWithoutEntry: without.length,
      firstOpsWithout: without.slice(0, 20).map(({ op }) => op),
      gone: gone.count,
      faults: [...faults, ...tree.faults, ...checkpoints.faults, ...gone.faults],
    }
  })
}

async function walkLog(pool: Pool, practice: string, log: Log & { device: string }, keys: AuditKeys) {
  const { device, epoch } = log
  const of = `workstation ${device}, epoch ${epoch}:`
  let base = { n: log.first - 1, h: log.prev }
  let key: string | null = keys.unseal(log.firstKey, sealedFor({ practice, device }, epoch))
  for (;;) {
    const rows = await inPractice(pool, practice, async (client) => {
      const found = await client.query<Kept & { n: number; subject: string | null; op: string | null }>(
        `SELECT n, entry AS text, h, mac, subject, op_id AS op FROM audit_event
         WHERE practice_id = $1 AND device_id = $2 AND log_epoch = $3 AND n > $4 ORDER BY n LIMIT ${atOnce}`,
        [practice, device, epoch, base.n],
      )
      return found.rows
    })
    const verdict = verifyChain(chainCrypto, {
      base,
      epoch,
      entries: rows.map(asWalked),
      key,
      device,
      // the last stretch must end where the cloud has said it does
      anchors: rows.length < atOnce ? [{ n: log.n, h: log.h }] : [],
    })
    if (!verdict.ok)
      return {
        entries: base.n - log.first + 1,
        faults: [`${of} entry ${verdict.firstBad} ${words[verdict.what]}`],
      }
    const beside = rows.find(({ text, subject, op }) => {
      const stone = readTombstone(text)
      if (stone) return subject !== null || stone.op !== op
      const entry = readEntry(text)
      return entry?.subject !== subject || entry.op !== op
    })
    if (beside)
      return {
        entries: base.n - log.first + 1,
        faults: [`${of} what stands beside entry ${beside.n} was changed`],
      }
    base = verdict.end
    key = verdict.key
    if (rows.length < atOnce) return { entries: base.n - log.first + 1, faults: [] }
  }
}

/** What was let go has its place; that it went rightly is looked at by `walkPurges`. */
function asWalked(row: Kept): KeptRead {
  const stone = readTombstone(row.text)
  return stone ? { ...row, entry: placeOf(stone), gone: true } : row
}

/** Hashes the tree anew, leaf by leaf, and compares it with its edge and with every tree that was signed. */
async function walkTree(pool: Pool, practice: string, keys: AuditKeys) {
  const faults: string[] = []
  const { size, edge } = await inPractice(pool, practice, async (client) => {
    const { rows } = await client.query<{ size: number; edge: string[] }>(
      'SELECT size, edge FROM audit_tree WHERE practice_id = $1',
      [practice],
    )
    return rows[0] ?? { size: 0, edge: [] }
  })
  const publicKey = createPublicKey({
    key: Buffer.from(keys.receiptKey, 'base64'),
    format: 'der',
    type: 'spki',
  })
  let own: string[] = []
  let receipts = 0
  for (let from = 0; ; from += atOnce) {
    const [leaves, signed] = await inPractice(pool, practice, async (client) => {
      const found = await client.query<Leaf & { leaf: number }>(
        `SELECT leaf, device_id AS device, log_epoch AS epoch, n, h FROM audit_event
         WHERE practice_id = $1 AND leaf >= $2 AND leaf < $3 ORDER BY leaf`,
        [practice, from, from + atOnce],
      )
      const given = await client.query<{
        size: number
        root: string
        receipt: string
        sig: string
        nonce: string
      }>(
        `SELECT size, root, receipt, sig, nonce FROM audit_receipt
         WHERE practice_id = $1 AND size >= $2 AND size < $3 ORDER BY size`,
        [practice, from, from + atOnce],
      )
      return [found.rows, given.rows] as const
    })
    let at = from
    let next = 0
    const compare = () => {
      for (; signed[next]?.size === at; next += 1) {
        const { root, receipt, sig, nonce } = signed[next] ?? { root: '', receipt: '', sig: '', nonce: '' }
        receipts += 1
        const is = at === 0 ? emptyRoot(hashBytes) : rootOf(hashBytes, own)
        if (root !== is) faults.push(`the tree is not the one that was signed at ${at} (receipt ${nonce})`)
        const said = JSON.parse(receipt) as { tree?: { size?: number; root?: string } }
        if (said.tree?.root !== root || said.tree.size !== at)
          faults.push(`what stands beside receipt ${nonce} was changed`)
        if (!verify('sha256', Buffer.from(receipt), publicKey, Buffer.from(sig, 'base64')))
          faults.push(`receipt ${nonce} is not signed with this cloud's key`)
      }
    }
    compare()
    for (const leaf of leaves) {
      if (leaf.leaf !== at) {
        faults.push(`leaf ${at} of the tree is missing`)
        return { size, receipts, faults }
      }
      own = addLeaf(hashBytes, own, at, leafOf(leaf))
      at += 1
      if (at < from + atOnce) compare()
    }
    if (leaves.length < atOnce) {
      if (at !== size || own.join() !== edge.join())
        faults.push(`the tree ends at ${at}, and not as is said at ${size}`)
      return { size, receipts, faults }
    }
  }
}

type Checkpoint = Readonly<{
  device: string
  epoch: number
  n: number
  said: string
  sig: string
  cert: Buffer
  ours: string | null
}>

/** What workstations have signed, with the keys of their certificates, is what stands in their logs. */
async function walkCheckpoints(pool: Pool, practice: string) {
  const rows = await inPractice(pool, practice, async (client) => {
    const found = await client.query<Checkpoint>(
      `SELECT c.device_id AS device, c.log_epoch AS epoch, c.n, c.said, c.sig, c.cert, e.h AS ours
       FROM audit_checkpoint c LEFT JOIN audit_event e USING (practice_id, device_id, log_epoch, n)
       WHERE c.practice_id = $1 ORDER BY c.device_id, c.log_epoch, c.n`,
      [practice],
    )
    return found.rows
  })
  const faults = rows.flatMap(({ device, epoch, n, said, sig, cert, ours }) => {
    const { publicKey } = new X509Certificate(cert)
    const { h } = JSON.parse(said) as { h?: string }
    const holds = h === ours && verify('sha256', Buffer.from(said), publicKey, Buffer.from(sig, 'base64'))
    return holds ? [] : [`workstation ${device}, epoch ${epoch}: entry ${n} is not the one it has signed`]
  })
  return { count: rows.length, faults }
}
