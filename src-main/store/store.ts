/** The clinical store of one workstation: one encrypted file, one writer. */
import type Database from 'better-sqlite3-multiple-ciphers'
import type { Context } from '../../shared/kernel/context.ts'
import { makeReal } from './after-update.ts'
import { Checkpointer } from './checkpointer.ts'
import { openCipher, storeError, type Db } from './cipher.ts'
import { known, type Known } from './known-records.ts'
import { migrate, type Migration } from './migrate.ts'
import { Reader, type Observer } from './reader.ts'
import { Places } from './places.ts'
import { RowWriters } from './rows.ts'
import { SyncState } from './sync-state.ts'
import { Tx } from './tx.ts'

type Place = Readonly<{ file: string; key: Buffer }>
type Bindable = string | number | bigint | null | Uint8Array

/** Every day: enough for the hot pages of a large practice; SQLite gives it back when the vault process ends. */
export const cacheKiB = { everyDay: 131_072, writing: 32_768 }
/** Pages of the word index that are written in one go. */
const pagesAtOnce = 16

export class Store {
  readonly db: Db
  readonly writers: RowWriters
  readonly sync: SyncState
  readonly shared: ConstructorParameters<typeof Reader>[1]
  readonly read: Reader
  readonly known: Known
  readonly places: Places
  /** When somebody at a window last did or looked at something that is recorded, by the steady clock; what goes on beside takes its turns by it. */
  askedAt = Number.NEGATIVE_INFINITY
  readonly #statements = new Map<string, Database.Statement>()
  readonly #revisions = new Map<string, number>()
  #forLong = false
  /** Where it is and what opens it, for a second thread; written over when the store is closed. */
  readonly #place: Place | null

  constructor(db: Db, observe?: Observer, ofVersion: Known = known, place: Place | null = null) {
    this.db = db
    this.#place = place
    this.known = ofVersion
    this.shared = { prepared: new Map(), observe, known: ofVersion }
    this.writers = new RowWriters(db)
    this.places = new Places(db, ofVersion)
    this.sync = new SyncState(db)
    this.read = new Reader(db, this.shared)
  }

  prepare<P extends Bindable[] = Bindable[], Row = unknown>(sql: string): Database.Statement<P, Row> {
    const known = this.#statements.get(sql)
    if (known) return known as unknown as Database.Statement<P, Row>
    const statement = this.db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement as unknown as Database.Statement<P, Row>
  }

  /**
   * Runs `work` in one transaction and commits it. Whatever `work` throws, and a disk that refuses the commit, rolls
   * everything back; what is wrong with the disk comes out as an AppError (`store.disk-full`, `store.read-only`).
   */
  transaction<T>(ctx: Context, work: (tx: Tx) => T): T {
    try {
      this.db.exec('BEGIN IMMEDIATE')
      const tx = new Tx(this, ctx)
      const result = work(tx)
      this.db.exec('COMMIT')
      this.touched(tx.published().tables)
      return result
    } catch (error) {
      // a failed COMMIT and some disk errors have rolled back already
      if (this.db.inTransaction) this.db.exec('ROLLBACK')
      throw storeError(error)
    }
  }

  /**
   * One transaction whose commit does not wait for the disk: for what is asked for again if the power fails. What a
   * later commit makes durable includes it. Throws as `transaction` does.
   */
  relaxed(work: () => void): void {
    this.db.pragma('synchronous = NORMAL')
    try {
      this.db.transaction(work).immediate()
    } catch (error) {
      throw storeError(error)
    } finally {
      this.db.pragma('synchronous = FULL')
    }
  }

  /** How often a table has changed since the store was opened: what is kept in memory of it is as old as this. */
  revision(table: string): number {
    return this.#revisions.get(table) ?? 0
  }

  touched(tables: readonly string[]): void {
    for (const table of tables) this.#revisions.set(table, this.revision(table) + 1)
  }

  /**
   * For work that writes for long. It is left to `checkpoint` when the log is written back: a commit that does it by
   * the way holds this thread three times as long as any other. And fewer pages are kept in memory: every commit that
   * split a page looks through the whole table of them. False puts the rules of every day back.
   */
  writesForLong(forLong: boolean): void {
    this.#forLong = forLong
    this.db.pragma(`wal_autocheckpoint = ${forLong ? 0 : 1000}`)
    this.db.pragma(`cache_size = ${forLong ? -cacheKiB.writing : -cacheKiB.everyDay}`)
  }

  get isWritingForLong(): boolean {
    return this.#forLong
  }

  checkpoint(): void {
    this.db.pragma('wal_checkpoint(PASSIVE)')
  }

  /** A thread that does most of that; who asks for it ends it. Null for a store that is in no file. */
  checkpointer(): Checkpointer | null {
    return this.#place && new Checkpointer(this.#place.file, this.#place.key)
  }

  /**
   * Brings the word index nearer to one piece, a stretch of some ten milliseconds: work that writes for long leaves it in a
   * dozen, and a search for nearly right spellings looks for each of fifty words in every one. True where it is done.
   * `begin` takes up every piece there is; after it, as often as it takes. Source: FTS5, "The 'merge' Command".
   */
  mergeWords(begin: boolean): boolean {
    const changes = (): number => this.prepare<[], { n: number }>('SELECT total_changes() AS n').get()?.n ?? 0
    const before = changes()
    this.prepare("INSERT INTO patient_search (patient_search, rank) VALUES ('merge', ?)").run(
      begin ? -pagesAtOnce : pagesAtOnce,
    )
    return changes() - before < 2
  }

  get isOpen(): boolean {
    return this.db.open
  }

  close(): void {
    if (this.isOpen) this.db.close()
    this.#place?.key.fill(0)
  }
}

/** Opens, or where `create` says so makes, the store in `file`, and brings it forward. Errors as openCipher and migrate. */
export function openStore(
  file: string,
  key: Buffer,
  migrations: readonly Migration[],
  options: Readonly<{ create: boolean; observe?: Observer }>,
): Store {
  const db = openCipher(file, key, options.create)
  try {
    db.pragma(`cache_size = ${-cacheKiB.everyDay}`)
    migrate(db, migrations)
    const store = new Store(db, options.observe, known, { file, key: Buffer.from(key) })
    makeReal(store)
    return store
  } catch (error) {
    db.close()
    throw storeError(error)
  }
}
