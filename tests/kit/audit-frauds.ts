/** What somebody can do to a log who has all there is in one place: the file and its key, or the cloud and its keys. */
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import { addLeaf, rootOf } from '../../shared/audit/merkle.ts'
import { sealedFor } from '../../src-cloud/audit/logs.ts'
import { chainCrypto as ofCloud, hashBytes } from '../../src-cloud/audit/chain-crypto.ts'
import { leafOf } from '../../src-cloud/audit/tree.ts'
import type { AuditFile } from '../../src-main/audit/audit-log.ts'
import { textOf, type Placed } from '../../src-main/audit/chain-writer.ts'
import { chainCrypto } from '../../src-main/audit/chain-crypto.ts'
import type { There } from './audit-desks.ts'

/** The triggers are in the file, and go with a word. */
export function unguarded({ db }: AuditFile): AuditFile['db'] {
  const triggers = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).pluck().all()
  for (const name of triggers as string[]) db.exec(`DROP TRIGGER ${name}`)
  return db
}

type Row = Placed & Readonly<{ h: Buffer }>

/** Writes all from `first` on anew, as if each had been done by somebody else, and the head after it. Codes cannot be made. */
export function writtenAnew(log: AuditFile, first: number, actor: string): void {
  const db = unguarded(log)
  const rows = db.prepare<[number], Row>('SELECT * FROM audit WHERE seq >= ? ORDER BY seq').all(first)
  let prev = db
    .prepare<[number], Buffer>('SELECT h FROM audit WHERE seq = ?')
    .pluck()
    .get(first - 1)
  for (const row of rows) {
    const text = textOf({ ...row, actor }, prev ?? Buffer.alloc(32))
    prev = Buffer.from(chainCrypto.sha256(text), 'hex')
    db.prepare('UPDATE audit SET actor = ?, h = ? WHERE seq = ?').run(actor, prev, row.seq)
  }
  db.prepare('UPDATE audit_head SET h = ?').run(prev)
}

/** Everything after `n` goes, and the head says that it never was. */
export function cutAfter(log: AuditFile, n: number): void {
  const db = unguarded(log)
  db.prepare('UPDATE audit_head SET (n, h) = (SELECT seq, h FROM audit WHERE seq = ?)').run(n)
  db.prepare('DELETE FROM audit WHERE seq > ?').run(n)
}

/**
 * Whoever runs the cloud, and has its keys, writes the history of a practice anew from the entry `first` on: entries, hashes,
 * codes, the tree, and every receipt, signed again; what workstations have signed is thrown away. Of one log, and fewer
 * than 256 entries.
 */
export async function rewriteCloud(there: There, first: number): Promise<void> {
  const { practice, keys, postgres, name } = there
  await postgres.owner(name, async (client) => {
    await client.query(`SELECT set_config('app.practice_id', $1, false)`, [practice])
    for (const table of ['event', 'tree', 'log', 'receipt', 'checkpoint'])
      await client.query(`ALTER TABLE audit_${table} DISABLE TRIGGER USER`)
    const { rows } = await client.query<{ device: string; epoch: number; n: number; entry: string }>(
      'SELECT device_id AS device, log_epoch AS epoch, n, entry FROM audit_event ORDER BY leaf',
    )
    const { rows: logs } = await client.query<{ device: string; epoch: number; key: Buffer }>(
      'SELECT device_id AS device, log_epoch AS epoch, first_key AS key FROM audit_log',
    )
    const [log] = logs
    if (!log) throw new Error('no log')
    let key = keys.unseal(log.key, sealedFor({ practice, device: log.device }, log.epoch))
    let [prev, edge]: [string, string[]] = [logStart, []]
    const roots: string[] = []
    const hashes: string[] = []
    for (const [size, { device, epoch, n, entry }] of rows.entries()) {
      const said = { ...(JSON.parse(entry) as Record<string, unknown>), prev }
      const text = canonicalText(n < first ? said : { ...said, outcome: 'refused' })
      prev = ofCloud.sha256(text)
      await client.query('UPDATE audit_event SET entry = $1, h = $2, mac = $3 WHERE n = $4', [
        text,
        prev,
        ofCloud.mac(key, prev),
        n,
      ])
      key = ofCloud.evolve(key)
      edge = addLeaf(hashBytes, edge, size, leafOf({ device, epoch, n, h: prev }))
      roots.push(rootOf(hashBytes, edge))
      hashes.push(prev)
    }
    await client.query('UPDATE audit_tree SET edge = $1', [edge])
    await client.query('UPDATE audit_log SET h = $1', [prev])
    await client.query('DELETE FROM audit_checkpoint')
    const { rows: receipts } = await client.query<{ nonce: string; receipt: string }>(
      'SELECT nonce, receipt FROM audit_receipt WHERE n > 0',
    )
    for (const { nonce, receipt } of receipts) {
      const said = JSON.parse(receipt) as { n: number; tree: { size: number; root: string } }
      const root = roots[said.tree.size - 1] ?? ''
      const text = canonicalText({ ...said, h: hashes[said.n - 1], tree: { ...said.tree, root } })
      await client.query('UPDATE audit_receipt SET receipt = $1, sig = $2, root = $3 WHERE nonce = $4', [
        text,
        keys.sign(text),
        root,
        nonce,
      ])
    }
  })
}
