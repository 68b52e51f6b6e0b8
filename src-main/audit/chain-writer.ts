/** Adds to the chain: number, hash and code of an entry, and the key of the next, in the transaction that writes it. */
import { randomBytes } from 'node:crypto'
import type { Point } from '../../shared/audit/chain.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import type { Db } from '../store/cipher.ts'
import { evolved, macOf, sha256 } from './chain-crypto.ts'

/** An entry without its place in the chain. `detail` is JSON. */
export type Line = Readonly<{
  at: string
  mono: number
  boot: string
  workstation: string
  actor: string | null
  session: string | null
  action: string
  category: string
  subject: string | null
  outcome: string
  reason: string | null
  op: string | null
  detail: string
}>
export type Head = Readonly<{ epoch: number; n: number; h: Buffer; key: Buffer; nonce: string | null }>
export type Placed = Line & Readonly<{ seq: number; epoch: number; nonce: string | null }>
export type EpochWhy = 'first' | 'set-back' | 'fork' | 'closed'

/** What is hashed of an entry. `prev`: the hash before it. */
export const textOf = (line: Placed, prev: Uint8Array): string =>
  canonicalText({
    v: 1,
    device: line.workstation,
    epoch: line.epoch,
    n: line.seq,
    prev: Buffer.from(prev).toString('hex'),
    nonce: line.nonce,
    at: line.at,
    mono: line.mono,
    boot: line.boot,
    actor: line.actor,
    session: line.session,
    action: line.action,
    category: line.category,
    subject: line.subject,
    outcome: line.outcome,
    reason: line.reason,
    op: line.op,
    detail: JSON.parse(line.detail) as unknown,
  })

const columns =
  'at, mono, boot, workstation, actor, session, action, category, subject, outcome, reason, op, detail'

export class ChainWriter {
  readonly #db: Db
  readonly #head
  readonly #insert
  readonly #move
  readonly #append

  /** Takes entries from before the chain along, where there are some. */
  constructor(db: Db) {
    this.#db = db
    this.#head = db.prepare<[], Head>('SELECT epoch, n, h, key, nonce FROM audit_head')
    this.#insert = db.prepare(
      `INSERT INTO audit (seq, epoch, nonce, h, mac, ${columns})
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#move = db.prepare('UPDATE audit_head SET epoch = ?, n = ?, h = ?, key = ?, nonce = NULL')
    this.#append = db.transaction((line: Line) => this.#add(line))
    if (!this.head()) db.transaction(() => this.#begin()).immediate()
  }

  /** Null before the first opening has come to its end. */
  head(): Head | null {
    return this.#head.get() ?? null
  }

  /** One transaction; main and the vault wait for each other. */
  append(line: Line): Point {
    return this.#append.immediate(line)
  }

  /**
   * Begins the next epoch with this entry, in one transaction: another key, which the cloud is given. What was written before
   * stays in the chain. `epoch`: at least this one.
   */
  beginEpoch(why: EpochWhy, epoch: number, line: Line): Point {
    return this.#db
      .transaction(() => {
        const head = this.#headNow()
        const next = Math.max(head.epoch + 1, epoch)
        const key = randomBytes(32)
        this.#handOver(next, head.n + 1, head.h, key, why)
        this.#move.run(next, head.n, head.h, key)
        for (const secret of [head.key, key]) secret.fill(0)
        return this.#add(line)
      })
      .immediate()
  }

  #headNow(): Head {
    const head = this.head()
    if (!head) throw new Error('audit.no-head')
    return head
  }

  #add(line: Line): Point {
    const { epoch, n, h, key, nonce } = this.#headNow()
    const seq = n + 1
    const hash = sha256(textOf({ ...line, seq, epoch, nonce }, h))
    const hex = hash.toString('hex')
    const { at, mono, boot, workstation, actor, session, action, category, subject, outcome } = line
    this.#insert.run(
      seq,
      epoch,
      nonce,
      hash,
      macOf(key, hex),
      at,
      mono,
      boot,
      workstation,
      actor,
      session,
      action,
      category,
      subject,
      outcome,
      line.reason,
      line.op,
      line.detail,
    )
    const next = evolved(key)
    this.#move.run(epoch, seq, hash, next)
    for (const secret of [key, next]) secret.fill(0)
    return { n: seq, h: hex }
  }

  #handOver(epoch: number, first: number, prev: Buffer, key: Buffer, why: EpochWhy): void {
    this.#db
      .prepare('INSERT INTO audit_handover (epoch, first, prev, key, why) VALUES (?, ?, ?, ?, ?)')
      .run(epoch, first, prev, key, why)
  }

  #begin(): void {
    // another process may have been first
    if (this.head()) return
    let [h, key]: [Buffer, Buffer] = [Buffer.alloc(32), randomBytes(32)]
    this.#handOver(1, 1, h, key, 'first')
    const read = this.#db.prepare<[number], Line & { seq: number }>(
      `SELECT seq, ${columns} FROM audit WHERE seq > ? ORDER BY seq LIMIT 500`,
    )
    const take = this.#db.prepare('UPDATE audit SET epoch = 1, h = ?, mac = ? WHERE seq = ?')
    let n = 0
    for (let rows = read.all(n); rows.length > 0; rows = read.all(n))
      for (const row of rows) {
        n = row.seq
        const hash = sha256(textOf({ ...row, epoch: 1, nonce: null }, h))
        take.run(hash, macOf(key, hash.toString('hex')), n)
        const next = evolved(key)
        key.fill(0)
        ;[h, key] = [hash, next]
      }
    this.#db
      .prepare('INSERT INTO audit_head (one, epoch, n, h, key, nonce) VALUES (1, 1, ?, ?, ?, NULL)')
      .run(n, h, key)
    key.fill(0)
  }
}
