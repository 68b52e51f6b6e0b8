/** What the audit file knows of the cloud: what it has, what it signed, what does not fit, and what may go. */
import { randomUUID } from 'node:crypto'
import {
  auditBatch,
  auditBatchBytes,
  type Alarm,
  type AlarmKind,
  type AuditTaken,
  type Receipt,
  type Signed,
  type TreeHead,
} from '../../shared/audit/wire.ts'
import type { Kept, Point } from '../../shared/audit/chain.ts'
import type { Db } from '../store/cipher.ts'
import { textOf, type EpochWhy, type Placed } from './chain-writer.ts'
import { asSigned } from './signed-book.ts'

export type Lane = Readonly<{
  receiptKey: string | null
  tree: TreeHead | null
  acked: number
  aside: number
  /** ISO 8601. */
  paused: string | null
}>
export type HandOver = Readonly<{ epoch: number; first: number; prev: string; key: string; why: EpochWhy }>
export type Batch = Readonly<{ epoch: number; from: number; aside: boolean; events: readonly Kept[] }>
export type OpenAlarm = Readonly<{
  id: string
  kind: AlarmKind
  device: string
  at: string
  n: number | null
  cloud: boolean
}>

type Row = Placed & Readonly<{ h: Buffer; mac: Buffer }>

/** A day of receipts is kept as its last; entries a receipt was given for so long ago may go. */
export const keptDays = 35
const goAtOnce = 2000

export class WitnessBook {
  readonly db: Db

  constructor({ db }: Readonly<{ db: Db }>) {
    this.db = db
  }

  lane(): Lane {
    const row = this.#one(
      'SELECT receipt_key AS receiptKey, history, size, root, acked, aside, paused FROM audit_lane',
    ) as {
      receiptKey: string | null
      history: string | null
      size: number
      root: string
      acked: number
      aside: number
      paused: string | null
    }
    const { receiptKey, history, size, root, acked, aside, paused } = row
    return { receiptKey, tree: history === null ? null : { history, size, root }, acked, aside, paused }
  }

  /** The hash of an entry, or of what the chain begins with; null where there is no such entry. */
  hashAt(n: number): string | null {
    const base = this.base()
    if (n === base.n) return base.h
    const row = this.db.prepare<[number], { h: Buffer }>('SELECT h FROM audit WHERE seq = ?').get(n)
    return row ? row.h.toString('hex') : null
  }

  base(): Point & Readonly<{ epoch: number }> {
    const { n, h, epoch } = this.#one('SELECT n, h, epoch FROM audit_base') as {
      n: number
      h: Buffer
      epoch: number
    }
    return { n, h: h.toString('hex'), epoch }
  }

  /** Entries after one of them, as they were hashed: so many at most. */
  entries(after: number, most: number): { epoch: number; at: string; subject: string | null; kept: Kept }[] {
    let prev = Buffer.from(this.hashAt(after) ?? '', 'hex')
    return this.db
      .prepare<[number, number], Row>('SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?')
      .all(after, most)
      .map((row) => {
        const text = textOf(row, prev)
        prev = Buffer.from(row.h)
        const kept = { text, h: row.h.toString('hex'), mac: row.mac.toString('hex') }
        return { epoch: row.epoch, at: row.at, subject: row.subject, kept }
      })
  }

  /** What the cloud does not have yet, of one epoch; null where it has everything. */
  next(): Batch | null {
    const { acked, aside } = this.lane()
    const rows = this.entries(acked, auditBatch)
    const [first] = rows
    if (!first) return null
    const isAside = acked < aside
    let bytes = 0
    const events: Kept[] = []
    for (const [index, { epoch, kept }] of rows.entries()) {
      bytes += kept.text.length
      if (epoch !== first.epoch || (isAside && acked + index >= aside)) break
      if (index > 0 && bytes > auditBatchBytes) break
      events.push(kept)
    }
    return { epoch: first.epoch, from: acked + 1, aside: isAside, events }
  }

  waiting(): number {
    const { n } = this.#one('SELECT n FROM audit_head') as { n: number }
    return Math.max(0, n - this.lane().acked)
  }

  handOver(): HandOver | null {
    const row = this.db
      .prepare<[], Omit<HandOver, 'prev' | 'key'> & { prev: Buffer; key: Buffer }>(
        'SELECT epoch, first, prev, key, why FROM audit_handover ORDER BY epoch LIMIT 1',
      )
      .get()
    return row ? { ...row, prev: row.prev.toString('hex'), key: row.key.toString('hex') } : null
  }

  /** The cloud has the key of this epoch: here it is no more, or never was to be used. */
  handedOver(epoch: number): void {
    this.db.prepare('DELETE FROM audit_handover WHERE epoch = ?').run(epoch)
    this.truncate()
  }

  trust(receiptKey: string): void {
    this.db.prepare('UPDATE audit_lane SET receipt_key = ? WHERE receipt_key IS NULL').run(receiptKey)
  }

  /** Earlier pages of the file, and with them earlier keys, leave the journal. */
  truncate(): void {
    // whoever reads now keeps it until the next time
    this.db.pragma('busy_timeout = 100')
    this.db.pragma('wal_checkpoint(TRUNCATE)')
    this.db.pragma('busy_timeout = 5000')
  }

  /** `inclusion`: of the entry `receipt.n`, and looked at. */
  took(receipt: Receipt, sig: string, inclusion: AuditTaken['inclusion'] = null): void {
    const { epoch, n, h, at, nonce, tree } = receipt
    const [leaf, path] = [inclusion?.index ?? null, inclusion && JSON.stringify(inclusion.path)]
    this.db
      .transaction(() => {
        if (n > 0)
          this.db
            .prepare(
              `INSERT OR REPLACE INTO audit_receipt (day, epoch, n, h, at, receipt, sig, leaf, path)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            )
            .run(
              at.slice(0, 10),
              epoch,
              n,
              Buffer.from(h, 'hex'),
              at,
              JSON.stringify(receipt),
              sig,
              leaf,
              path,
            )
        this.db
          .prepare('UPDATE audit_lane SET acked = max(acked, ?), history = ?, size = ?, root = ?')
          .run(n, tree.history, tree.size, tree.root)
        if (n > 0) this.db.prepare('UPDATE audit_head SET nonce = ?').run(nonce)
      })
      .immediate()
  }

  setAcked(n: number): void {
    this.db.prepare('UPDATE audit_lane SET acked = ?').run(n)
  }

  /** Up to here the cloud goes on with another history. */
  setAside(n: number): void {
    this.db.prepare('UPDATE audit_lane SET aside = ?').run(n)
  }

  /** The tree is taken anew, as it is: somebody has looked at why it did not go on, or the cloud was restored. */
  forgetTree(): void {
    this.db.prepare('UPDATE audit_lane SET history = NULL, size = NULL, root = NULL').run()
  }

  pause(until: string | null): void {
    this.db.prepare('UPDATE audit_lane SET paused = ?').run(until)
  }

  /** The last receipt: up to which entry, and when. */
  witnessed(): Readonly<{ n: number; at: string }> | null {
    return (
      this.db
        .prepare<[], { n: number; at: string }>('SELECT n, at FROM audit_receipt ORDER BY day DESC LIMIT 1')
        .get() ?? null
    )
  }

  lastSigned(): number {
    return (this.#one('SELECT coalesce(max(n), 0) AS n FROM audit_signed') as { n: number }).n
  }

  addSigned({ said, sig }: Signed): void {
    this.db
      .prepare('INSERT OR IGNORE INTO audit_signed (n, epoch, h, said, sig, sent) VALUES (?, ?, ?, ?, ?, 0)')
      .run(said.n, said.epoch, Buffer.from(said.h, 'hex'), JSON.stringify(said), sig)
  }

  toSend(upTo: number): Signed[] {
    return this.db
      .prepare<[number], { said: string; sig: string }>(
        'SELECT said, sig FROM audit_signed WHERE sent = 0 AND n <= ? ORDER BY n LIMIT 100',
      )
      .all(upTo)
      .map(asSigned)
  }

  /** The cloud has those up to `n`; only the last of them is needed here any more. */
  sentSigned(n: number): void {
    this.db.prepare('UPDATE audit_signed SET sent = 1 WHERE n <= ?').run(n)
    this.db
      .prepare(
        'DELETE FROM audit_signed WHERE sent = 1 AND n < (SELECT max(n) FROM audit_signed WHERE sent = 1)',
      )
      .run()
  }

  /** False where the same is open already. */
  raise(kind: AlarmKind, device: string, at: string, n: number | null): boolean {
    const open = this.db
      .prepare('SELECT 1 FROM audit_alarm WHERE kind = ? AND device = ? AND settled IS NULL')
      .get(kind, device)
    if (open) return false
    this.#addAlarm({ id: randomUUID(), kind, device, at, n, concerns: [] }, 0)
    return true
  }

  /** What the cloud says it has noticed. Returns whether that is new. */
  heard(alarms: readonly Alarm[]): boolean {
    const known = new Set(
      this.db.prepare<[], string>('SELECT id FROM audit_alarm WHERE cloud = 1').pluck().all(),
    )
    const fresh = alarms.filter(({ id }) => !known.has(id))
    // noticed here as well: one alarm, by the name the cloud has for it
    const same = this.db.prepare(
      'UPDATE audit_alarm SET id = ?, cloud = 1 WHERE kind = ? AND device = ? AND cloud = 0 AND settled IS NULL',
    )
    for (const { id, kind, device } of fresh) same.run(id, kind, device)
    for (const alarm of fresh) this.#addAlarm(alarm, 1)
    // as more of a log comes in, more is known of who was there
    const concerns = this.db.prepare('UPDATE audit_alarm SET concerns = ? WHERE id = ? AND settled IS NULL')
    for (const alarm of alarms) concerns.run(JSON.stringify(alarm.concerns), alarm.id)
    const still = JSON.stringify(alarms.map(({ id }) => id))
    // settled at another workstation, or by those who run the cloud
    const { changes } = this.db
      .prepare(
        `UPDATE audit_alarm SET settled = at, told = 1 WHERE cloud = 1 AND settled IS NULL
         AND id NOT IN (SELECT value FROM json_each(?))`,
      )
      .run(still)
    return fresh.length + changes > 0
  }

  alarms(): OpenAlarm[] {
    return this.db
      .prepare<[], Omit<OpenAlarm, 'cloud'> & { cloud: number }>(
        'SELECT id, kind, device, at, n, cloud FROM audit_alarm WHERE settled IS NULL ORDER BY at DESC, id LIMIT 100',
      )
      .all()
      .map((row) => ({ ...row, cloud: row.cloud === 1 }))
  }

  /** Null where there is no such alarm that is open. */
  settle(id: string, at: string, actor: string, reason: string): OpenAlarm | null {
    const alarm = this.alarms().find((each) => each.id === id)
    if (!alarm) return null
    this.db
      .prepare('UPDATE audit_alarm SET settled = ?, actor = ?, reason = ? WHERE id = ?')
      .run(at, actor, reason, id)
    if (alarm.kind === 'rewritten') this.forgetTree()
    if (alarm.kind === 'other-key') this.db.prepare('UPDATE audit_lane SET receipt_key = NULL').run()
    return alarm
  }

  /** Of the cloud's: settled here, and the cloud does not know it yet. */
  toTell(): Readonly<{ id: string; actor: string; reason: string }>[] {
    return this.db
      .prepare<[], { id: string; actor: string; reason: string }>(
        'SELECT id, actor, reason FROM audit_alarm WHERE cloud = 1 AND settled IS NOT NULL AND told = 0 LIMIT 100',
      )
      .all()
  }

  /** Somebody else settles it. */
  reopen(id: string): void {
    this.db.prepare('UPDATE audit_alarm SET settled = NULL, actor = NULL, reason = NULL WHERE id = ?').run(id)
  }

  told(id: string): void {
    this.db.prepare('UPDATE audit_alarm SET told = 1 WHERE id = ?').run(id)
  }

  /** Lets go of what the cloud had long ago; returns how many entries went. The file itself refuses to let go of more. */
  prune(): number {
    const row = this.db
      .prepare<[number], { n: number }>(
        `SELECT max(n) AS n FROM audit_receipt
         WHERE julianday((SELECT max(at) FROM audit_receipt)) - julianday(at) >= ?`,
      )
      .get(keptDays)
    const { n: base } = this.base()
    const { n: end } = this.#one('SELECT n FROM audit_head') as { n: number }
    const upTo = Math.min(row?.n ?? 0, base + goAtOnce, end - 1)
    if (upTo <= base) return 0
    return this.db
      .transaction(() => {
        this.db
          .prepare('UPDATE audit_base SET (n, h, epoch) = (SELECT seq, h, epoch FROM audit WHERE seq = ?)')
          .run(upTo)
        // what they are found by goes with them
        this.db.prepare('DELETE FROM audit_stretch WHERE last <= ?').run(upTo)
        return this.db.prepare('DELETE FROM audit WHERE seq <= ?').run(upTo).changes
      })
      .immediate()
  }

  #addAlarm({ id, kind, device, at, n }: Alarm, cloud: 0 | 1): void {
    this.db
      .prepare('INSERT OR IGNORE INTO audit_alarm (id, kind, device, at, n, cloud) VALUES (?, ?, ?, ?, ?, ?)')
      .run(id, kind, device, at, n, cloud)
  }

  #one(sql: string): unknown {
    const row = this.db.prepare(sql).get()
    if (!row) throw new Error('audit.no-row')
    return row
  }
}
