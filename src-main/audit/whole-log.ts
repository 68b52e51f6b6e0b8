/**
 * The audit log of the whole practice at this workstation: what its cloud has shown and `checkPage` has found to hold, in a file of its
 * own. Only a copy: it is fetched anew where it is gone. What was once taken is changed by nothing but a purge that is proven.
 */
import { rmSync } from 'node:fs'
import { canonicalText } from '../../shared/audit/entry.ts'
import type { SignedTree } from '../../shared/audit/published.ts'
import type { SignedPurge } from '../../shared/audit/tombstone.ts'
import type { EntriesPage } from '../../shared/audit/whole-wire.ts'
import type { TreeHead } from '../../shared/audit/wire.ts'
import { openCipher, type Db } from '../store/cipher.ts'
import { migrate, type Migration } from '../store/migrate.ts'
import { textOf } from './chain-writer.ts'
import type { Leaf } from './check-page.ts'

/** `alarm`: what did not fit; until it is settled nothing is taken. `seen`: when the cloud was last asked, by this clock. */
export type WholeState = Readonly<{
  history: string | null
  size: number
  edge: readonly string[]
  tree: SignedTree | null
  seen: string | null
  refused: boolean
  alarm: string | null
}>
/** What is here of the log of one workstation. `heard`: when the cloud last took something of it, by the cloud's clock. */
export type Station = Readonly<{
  workstation: string
  entries: number
  since: string | null
  upTo: string | null
  heard: string | null
}>

const hex = (bytes: Buffer): string => bytes.toString('hex')

export class WholeLog {
  readonly db: Db
  /** Of readers (log-reader.ts): the numbers of entries stand beside their places. */
  readonly numbered = 'n'
  /** Grows with whatever takes entries away: what was read of them before is void. */
  taken = 0

  readonly #adding: ReturnType<typeof addingTo>

  constructor(db: Db) {
    this.db = db
    this.#adding = addingTo(db)
  }

  /** The place of the last leaf. */
  get last(): Readonly<{ n: number }> {
    return { n: this.state().size }
  }

  state(): WholeState {
    const row = this.db
      .prepare('SELECT history, size, edge, tree, sig, seen, refused, alarm FROM whole')
      .get() as {
      history: string | null
      size: number
      edge: string
      tree: string | null
      sig: string
      seen: string | null
      refused: number
      alarm: string | null
    }
    const tree = row.tree === null ? null : { said: JSON.parse(row.tree) as SignedTree['said'], sig: row.sig }
    return { ...row, edge: JSON.parse(row.edge) as string[], tree, refused: row.refused === 1 }
  }

  /** The last tree that was shown; null where none was. */
  treeHead(): TreeHead | null {
    const { history, tree } = this.state()
    return tree && history !== null ? { history, size: tree.said.size, root: tree.said.root } : null
  }

  headOf(device: string, epoch: number): Readonly<{ n: number; h: string }> | null {
    const row = this.db
      .prepare<[string, number], { n: number; h: Buffer }>(
        'SELECT n, h FROM head WHERE workstation = ? AND epoch = ?',
      )
      .get(device, epoch)
    return row ? { n: row.n, h: hex(row.h) } : null
  }

  stations(): Station[] {
    return this.db
      .prepare<[], Station>(
        `SELECT workstation, entries, up_to AS upTo, heard,
           (SELECT at FROM audit WHERE workstation = station.workstation ORDER BY n LIMIT 1) AS since
         FROM station ORDER BY workstation`,
      )
      .all()
  }

  /** How many entries were let go. */
  gone(): number {
    return this.db.prepare<[], number>('SELECT count(*) FROM gone').pluck().get() ?? 0
  }

  /** An entry that an earlier history of the cloud had otherwise; null where there is none among these. */
  otherBefore(leaves: readonly Leaf[]): Leaf | null {
    const known = this.db
      .prepare<[string, number, number], Buffer>(
        'SELECT h FROM before WHERE workstation = ? AND n = ? AND epoch = ?',
      )
      .pluck()
    return (
      leaves.find(({ entry: { device, n, epoch }, h }) => {
        const before = known.get(device, n, epoch)
        return before !== undefined && hex(before) !== h
      }) ?? null
    )
  }

  /** A page that was found to hold, in one transaction: a kill leaves the page before it. `at`: ISO 8601. */
  take(
    leaves: readonly Leaf[],
    edge: readonly string[],
    { tree, purges, heard }: Pick<EntriesPage, 'tree' | 'purges' | 'heard'>,
    at: string,
  ): void {
    this.db
      .transaction(() => {
        for (const leaf of leaves) this.#add(leaf)
        this.db
          .prepare(
            `UPDATE whole SET history = ?, size = size + ?, edge = ?, tree = ?, sig = ?, seen = ?, refused = 0, alarm = NULL`,
          )
          .run(
            tree.said.origin.slice(-36),
            leaves.length,
            JSON.stringify(edge),
            JSON.stringify(tree.said),
            tree.sig,
            at,
          )
        this.#addPurges(purges)
        const isHeard = this.db.prepare(
          `INSERT INTO station (workstation, entries, heard) VALUES (?, 0, ?)
           ON CONFLICT (workstation) DO UPDATE SET heard = max(coalesce(heard, ''), excluded.heard)`,
        )
        for (const { device, at: when } of heard) isHeard.run(device, when)
      })
      .immediate()
  }

  #add({ seq, entry, text, h, purge }: Leaf): void {
    const { device, epoch, n, prev, at } = entry
    const { head, known, station, tombstone, line: add } = this.#adding
    const hash = Buffer.from(h, 'hex')
    head.run(device, epoch, n, hash)
    known.run(device, n, epoch)
    station.run(device, purge === null ? 1 : 0, at)
    if (purge !== null) {
      tombstone.run(seq, device, n, epoch, hash, at, purge)
      return
    }
    const { mono, boot, actor, session, action, category, subject, outcome, reason, op, nonce } = entry
    const detail = canonicalText(entry.detail)
    const line = { at, mono, boot, actor, session, action, category, subject, outcome, reason, op, detail }
    const before = Buffer.from(prev, 'hex')
    const isWhole = textOf({ ...line, workstation: device, seq: n, epoch, nonce }, before) === text
    add.run({
      ...line,
      seq,
      n,
      epoch,
      nonce,
      prev: before,
      h: hash,
      workstation: device,
      text: isWhole ? null : text,
    })
  }

  #addPurges(purges: readonly SignedPurge[]): void {
    const add = this.db.prepare('INSERT OR IGNORE INTO purge (id, said, sig, state) VALUES (?, ?, ?, 0)')
    for (const { said, sig } of purges) add.run(said.purge, JSON.stringify(said), sig)
  }

  /** The cloud was asked, and has refused whoever it was asked for. */
  refuse(at: string): void {
    this.db.prepare('UPDATE whole SET refused = 1, seen = ?').run(at)
  }

  setAlarm(kind: string | null): void {
    this.db.prepare('UPDATE whole SET alarm = ?').run(kind)
  }

  /** The cloud goes on with another history: all is fetched anew, and what was there before is compared with it. */
  beginAnew(): void {
    this.db
      .transaction(() => {
        this.db.exec(
          `INSERT OR IGNORE INTO before (workstation, n, epoch, h) SELECT workstation, n, epoch, h FROM audit;
           INSERT OR IGNORE INTO before (workstation, n, epoch, h) SELECT workstation, n, epoch, h FROM gone;
           DELETE FROM audit; DELETE FROM gone; DELETE FROM head; DELETE FROM station; DELETE FROM purge;
           UPDATE whole SET history = NULL, size = 0, edge = '[]', tree = NULL, sig = NULL`,
        )
        this.forgetFound()
      })
      .immediate()
  }

  /** What entries are found by is made anew of them. */
  forgetFound(): void {
    this.taken += 1
    this.db.exec('DELETE FROM audit_stretch; DELETE FROM audit_word')
  }

  close(): void {
    if (this.db.open) this.db.close()
  }
}

/** What writes an entry, prepared once. `known`: what an earlier history had of it needs no more looking at. */
const addingTo = (db: Db) => ({
  head: db.prepare(
    `INSERT INTO head (workstation, epoch, n, h) VALUES (?, ?, ?, ?)
     ON CONFLICT (workstation, epoch) DO UPDATE SET n = excluded.n, h = excluded.h`,
  ),
  known: db.prepare('DELETE FROM before WHERE workstation = ? AND n = ? AND epoch = ?'),
  station: db.prepare(
    `INSERT INTO station (workstation, entries, up_to) VALUES (?, ?, ?)
     ON CONFLICT (workstation) DO UPDATE SET entries = entries + excluded.entries, up_to = excluded.up_to`,
  ),
  tombstone: db.prepare(
    'INSERT INTO gone (seq, workstation, n, epoch, h, at, purge) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ),
  line: db.prepare(
    `INSERT INTO audit (seq, n, epoch, prev, h, nonce, at, mono, boot, workstation, actor, session, action, category,
       subject, outcome, reason, op, detail, text)
     VALUES (@seq, @n, @epoch, @prev, @h, @nonce, @at, @mono, @boot, @workstation, @actor, @session, @action, @category,
       @subject, @outcome, @reason, @op, @detail, @text)`,
  ),
})

/** Makes the file where it is not there. Throws as openCipher, and `store.newer`. */
export function openWhole(
  file: string,
  key: Buffer,
  migrations: readonly Migration[],
  create: boolean,
): WholeLog {
  const db = openCipher(file, key, create)
  try {
    // what was let go is gone from the file
    db.pragma('secure_delete = ON')
    migrate(db, migrations)
    return new WholeLog(db)
  } catch (error) {
    db.close()
    throw error
  }
}

export function removeWhole(file: string): void {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}
