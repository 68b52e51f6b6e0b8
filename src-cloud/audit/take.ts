/** Takes what a workstation has audited: only what goes on from what is here, and was written with the key of that place. */
import { createPublicKey, randomBytes, verify, X509Certificate } from 'node:crypto'
import type { Pool, PoolClient } from 'pg'
import { verifyChain, type Kept } from '../../shared/audit/chain.ts'
import { canonicalText, readEntry, type LogEntry } from '../../shared/audit/entry.ts'
import type {
  AlarmKind,
  AuditAside,
  AuditPush,
  AuditRefused,
  AuditTaken,
  BeginEpoch,
  BegunEpoch,
  Receipt,
} from '../../shared/audit/wire.ts'
import { inPractice } from '../postgres/pool.ts'
import { chainCrypto } from './chain-crypto.ts'
import type { AuditKeys } from './keys.ts'
import { closeLog, openAlarms, raise, readLog, refusal, sealedFor, type Log, type Who } from './logs.ts'
import { consistencyProof, growTree, inclusionProof, lockTree, treeRoot, type Tree } from './tree.ts'

export type TakingParts = Readonly<{
  pool: Pool
  keys: AuditKeys
  /** An alarm that was not there before. */
  raised(who: Who, kind: AlarmKind): void
}>

/** An epoch is begun once; asked again with the same key the answer is the same. */
export function beginEpoch(
  parts: TakingParts,
  who: Who,
  begun: BeginEpoch,
): Promise<BegunEpoch | AuditRefused> {
  const { pool, keys } = parts
  const { practice, device } = who
  const { epoch, first, prev, key, upTo, why } = begun
  return inPractice(pool, practice, async (client) => {
    await lockTree(client, practice)
    const log = await readLog(client, who, epoch)
    const of = sealedFor(who, epoch)
    if (log)
      return keys.unseal(log.firstKey, of) === key
        ? { receiptKey: keys.receiptKey }
        : refusal(client, who, 'closed', log)
    const before = await readLog(client, who, epoch - 1)
    await closeLog(client, who, epoch - 1)
    await client.query(
      `INSERT INTO audit_log (practice_id, device_id, log_epoch, first, prev, up_to, why, first_key, n, h, next_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $5, $10)`,
      [practice, device, epoch, first, prev, upTo, why, keys.seal(key, of), first - 1, keys.seal(key, of)],
    )
    if (why === 'set-back' || why === 'fork') await alarm(parts, client, who, why, epoch, before?.n ?? null)
    return { receiptKey: keys.receiptKey }
  })
}

const alarm = async (
  { raised }: TakingParts,
  client: PoolClient,
  who: Who,
  kind: AlarmKind,
  epoch: number,
  n: number | null,
): Promise<void> => {
  if (await raise(client, who, kind, { epoch, n })) raised(who, kind)
}

type Taken = Readonly<{ receipt: Receipt; sig: string; tree: Tree; last: number | null }>

/** `cert`: the certificate the request came with, DER. */
export async function takeAudit(
  parts: TakingParts,
  who: Who,
  push: AuditPush,
  cert: Buffer | null,
): Promise<AuditTaken | AuditAside | AuditRefused> {
  const { pool } = parts
  const { practice } = who
  const entries = push.events.map(({ text, mac }) => ({ text, mac, h: chainCrypto.sha256(text) }))
  const taken = await inPractice(pool, practice, (client) => take(parts, client, who, push, entries, cert))
  if ('refused' in taken || 'aside' in taken) return taken
  // what is in the tree stays there: the proofs need no lock
  return inPractice(pool, practice, async (client) => {
    const { receipt, sig, tree, last } = taken
    const known = push.tree
    const goesOn = known?.history === tree.history && known.size <= tree.size
    return {
      receipt,
      sig,
      consistency: goesOn ? await consistencyProof(client, practice, known.size, tree.size) : null,
      inclusion:
        last === null ? null : { index: last, path: await inclusionProof(client, practice, last, tree.size) },
      alarms: await openAlarms(client, practice),
    }
  })
}

async function take(
  parts: TakingParts,
  client: PoolClient,
  who: Who,
  push: AuditPush,
  entries: readonly Kept[],
  cert: Buffer | null,
): Promise<Taken | AuditAside | AuditRefused> {
  const { epoch, from } = push
  const tree = await lockTree(client, who.practice)
  if (push.aside) {
    await putAside(client, who, epoch, from, entries)
    return { aside: entries.length }
  }
  const log = await readLog(client, who, epoch)
  if (!log) return refusal(client, who, 'unknown', null)
  // where this workstation was sent from is further than what is here: what is missing is to be sent first
  if (from > log.n + 1) return refusal(client, who, 'size', log)
  const hashes = await hashesFrom(client, who, epoch, from, Math.min(log.n, from + entries.length - 1))
  const known = Math.max(0, Math.min(log.n + 1 - from, entries.length))
  const other = entries
    .slice(0, known)
    .findIndex(({ h }, index) => from + index >= log.first && h !== hashes[index])
  if (other >= 0 || (log.closedAt && entries.length > known)) {
    // two logs under one name: both are kept, neither is believed, and each goes on under a name of its own
    const first = from + (other >= 0 ? other : known)
    await putAside(client, who, epoch, first, entries.slice(first - from))
    await closeLog(client, who, epoch)
    await alarm(parts, client, who, 'fork', epoch, first)
    return refusal(client, who, log.closedAt ? 'closed' : 'fork', log, first)
  }
  if (log.closedAt) return refusal(client, who, 'closed', log)
  const fresh = entries.slice(known)
  const verdict = verifyChain(chainCrypto, {
    base: log,
    epoch,
    entries: fresh,
    key: parts.keys.unseal(log.nextKey, sealedFor(who, epoch)),
    device: who.device,
  })
  const bad = verdict.ok ? await faultInside(client, who, epoch, tree.history, fresh) : verdict.firstBad
  if (!verdict.ok || bad !== null) {
    await putAside(client, who, epoch, from + known, fresh)
    await alarm(parts, client, who, 'forged', epoch, bad)
    return refusal(client, who, 'forged', log, bad)
  }
  const grown = await write(parts, client, who, tree, {
    log,
    fresh,
    end: verdict.end,
    key: verdict.key ?? '',
  })
  await keepCheckpoints(client, who, push, cert)
  const signed = await signReceipt(parts, client, who, epoch, verdict.end, grown)
  // who sent nothing is shown where its last entry is
  const last = entries.length > 0 ? from + entries.length - 1 : verdict.end.n
  const leaf = fresh.length > 0 ? grown.size - 1 : await leafAt(client, who, epoch, last)
  return { ...signed, tree: grown, last: leaf }
}

async function hashesFrom(
  client: PoolClient,
  { practice, device }: Who,
  epoch: number,
  from: number,
  to: number,
) {
  const { rows } = await client.query<{ h: string }>(
    `SELECT h FROM audit_event WHERE practice_id = $1 AND device_id = $2 AND log_epoch = $3 AND n BETWEEN $4 AND $5
     ORDER BY n`,
    [practice, device, epoch, from, to],
  )
  return rows.map(({ h }) => h)
}

async function leafAt(client: PoolClient, { practice, device }: Who, epoch: number, n: number) {
  const { rows } = await client.query<{ leaf: number }>(
    'SELECT leaf FROM audit_event WHERE practice_id = $1 AND device_id = $2 AND log_epoch = $3 AND n = $4',
    [practice, device, epoch, n],
  )
  return rows[0]?.leaf ?? null
}

/** Of one epoch, of a time, and after receipts that this cloud has given: the first entry that is not; null where all are. */
async function faultInside(
  client: PoolClient,
  { practice, device }: Who,
  epoch: number,
  history: string,
  fresh: readonly Kept[],
): Promise<number | null> {
  const entries = fresh.map(({ text }) => readEntry(text)).filter((entry) => entry !== null)
  const odd = entries.find((entry) => entry.epoch !== epoch || Number.isNaN(Date.parse(entry.at)))
  if (odd) return odd.n
  const named = entries.filter(({ nonce }) => nonce !== null)
  if (named.length === 0) return null
  const { rows } = await client.query<{ nonce: string; n: number }>(
    'SELECT nonce, n FROM audit_receipt WHERE practice_id = $1 AND device_id = $2 AND nonce = ANY($3)',
    [practice, device, named.map(({ nonce }) => nonce)],
  )
  const given = new Map(rows.map(({ nonce, n }) => [nonce, n]))
  const early = named.find(({ nonce, n }) => (given.get(nonce ?? '') ?? 0) >= n)
  if (early) return early.n
  const unknown = named.find(({ nonce }) => !given.has(nonce ?? ''))
  if (!unknown) return null
  // a cloud that was set back does not know all it has signed
  const { rows: own } = await client.query<{ restored: boolean | null }>(
    `SELECT bool_or(receipt::jsonb->'tree'->>'history' <> $3) AS restored FROM audit_receipt
     WHERE practice_id = $1 AND device_id = $2`,
    [practice, device, history],
  )
  const wasRestored = own[0]?.restored ?? true
  return wasRestored ? null : unknown.n
}

type Writing = Readonly<{
  log: Log
  fresh: readonly Kept[]
  end: Readonly<{ n: number; h: string }>
  key: string
}>

async function write(
  { keys }: TakingParts,
  client: PoolClient,
  who: Who,
  tree: Tree,
  { log, fresh, end, key }: Writing,
): Promise<Tree> {
  const { practice, device } = who
  const { epoch } = log
  const rows = fresh.map((kept) => ({ ...kept, entry: readEntry(kept.text) as LogEntry }))
  if (rows.length > 0)
    await client.query(
      `INSERT INTO audit_event (practice_id, device_id, log_epoch, leaf, n, h, mac, entry, at, subject, op_id)
       SELECT $1, $2, $3, $4::bigint + place - 1, n, h, mac, entry, at, subject, op_id FROM unnest(
         $5::bigint[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::text[], $11::text[])
         WITH ORDINALITY AS given (n, h, mac, entry, at, subject, op_id, place) ORDER BY place`,
      [
        practice,
        device,
        epoch,
        tree.size,
        rows.map(({ entry }) => entry.n),
        rows.map(({ h }) => h),
        rows.map(({ mac }) => mac),
        rows.map(({ text }) => text),
        rows.map(({ entry }) => entry.at),
        rows.map(({ entry }) => plain(entry.subject)),
        rows.map(({ entry }) => plain(entry.op)),
      ],
    )
  await client.query(
    `UPDATE audit_log SET n = $4, h = $5, next_key = $6, last_at = now()
     WHERE practice_id = $1 AND device_id = $2 AND log_epoch = $3`,
    [practice, device, epoch, end.n, end.h, keys.seal(key, sealedFor(who, epoch))],
  )
  await client.query(
    `UPDATE audit_alarm SET settled_at = now(), settled_by = $2, reason = 'heard again'
     WHERE practice_id = $1 AND device_id = $2 AND kind = 'silent' AND settled_at IS NULL`,
    [practice, device],
  )
  const leaves = rows.map(({ entry, h }) => ({ device, epoch, n: entry.n, h }))
  return leaves.length > 0 ? growTree(client, practice, tree, leaves) : tree
}

/** What no database takes in a text is no id. */
const plain = (text: string | null): string | null => (text === null || text.includes('\0') ? null : text)

async function signReceipt(
  { keys }: TakingParts,
  client: PoolClient,
  { practice, device }: Who,
  epoch: number,
  { n, h }: Readonly<{ n: number; h: string }>,
  tree: Tree,
): Promise<Pick<Taken, 'receipt' | 'sig'>> {
  const at = new Date().toISOString()
  const nonce = randomBytes(16).toString('hex')
  const root = treeRoot(tree)
  const receipt = {
    practice,
    device,
    epoch,
    n,
    h,
    at,
    nonce,
    tree: { history: tree.history, size: tree.size, root },
  }
  const text = canonicalText(receipt)
  const sig = keys.sign(text)
  await client.query(
    `INSERT INTO audit_receipt (practice_id, device_id, log_epoch, n, nonce, size, root, at, receipt, sig)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [practice, device, epoch, n, nonce, tree.size, root, at, text, sig],
  )
  return { receipt, sig }
}

/** Of another history: kept as it came. What stands in the chain is not kept twice. */
async function putAside(
  client: PoolClient,
  { practice, device }: Who,
  epoch: number,
  from: number,
  entries: readonly Kept[],
) {
  if (entries.length === 0) return
  await client.query(
    `INSERT INTO audit_stray (practice_id, device_id, log_epoch, n, h, mac, entry)
     SELECT $1, $2, $3, $4::bigint + place - 1, h, mac, entry
     FROM unnest($5::text[], $6::text[], $7::text[]) WITH ORDINALITY AS given (h, mac, entry, place)
     WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.practice_id = $1 AND e.device_id = $2 AND e.log_epoch = $3
       AND e.n = $4::bigint + place - 1 AND e.h = given.h)
     ON CONFLICT DO NOTHING`,
    [
      practice,
      device,
      epoch,
      from,
      entries.map(({ h }) => h),
      entries.map(({ mac }) => mac),
      entries.map(({ text }) => text),
    ],
  )
}

/** Only those that are signed with the key of the certificate, and say what is here. */
async function keepCheckpoints(
  client: PoolClient,
  { practice, device }: Who,
  push: AuditPush,
  cert: Buffer | null,
) {
  if (!cert) return
  const key = createPublicKey(new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'pem' }))
  for (const { said, sig } of push.checkpoints) {
    const text = canonicalText(said)
    if (said.device !== device || !verify('sha256', Buffer.from(text), key, Buffer.from(sig, 'base64')))
      continue
    await client.query(
      `INSERT INTO audit_checkpoint (practice_id, device_id, log_epoch, n, h, said, sig, cert)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8 WHERE EXISTS (SELECT FROM audit_event WHERE practice_id = $1 AND device_id = $2
         AND log_epoch = $3 AND n = $4 AND h = $5) ON CONFLICT DO NOTHING`,
      [practice, device, said.epoch, said.n, said.h, text, sig, cert],
    )
  }
}
