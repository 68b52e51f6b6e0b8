/** The tables of tries in audit.db (migrations/audit/0003-tries). Durable when a change returns. */
import type { Db } from '../store/cipher.ts'
import { RevocationBook } from './revocation-book.ts'
import type { MarkContent, NameTries } from './tries-mark.ts'

export type TriesRow = NameTries & Readonly<{ mono: number; run: string }>
export type Unlocked = Readonly<{ by: string; reason: string }>
type Head = Readonly<{ n: number; step: number; failures: number }>

/** Names nobody has are typed, too: of those that failed least, the oldest go. */
const mostNames = 2000

export class TriesTable {
  readonly #db: Db
  readonly #most: number
  readonly #row
  readonly #put

  constructor({ db }: { db: Db }, most = mostNames) {
    this.#db = db
    this.#most = most
    this.#row = db.prepare<[string], TriesRow & { unlockedBy: string | null; reason: string | null }>(
      'SELECT name, failures, at, mono, run, unlockedBy, reason FROM tries WHERE name = ?',
    )
    this.#put = db.prepare(
      `INSERT INTO tries (name, failures, at, mono, run, unlockedBy, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, at = excluded.at, mono = excluded.mono,
         run = excluded.run, unlockedBy = excluded.unlockedBy, reason = excluded.reason`,
    )
  }

  /** One transaction, on which main waits. */
  change<T>(work: () => T): T {
    return this.#db
      .transaction(() => {
        this.#db.prepare('UPDATE tries_head SET n = n + 1').run()
        return work()
      })
      .immediate()
  }

  get head(): Head {
    const head = this.#db.prepare<[], Head>('SELECT n, step, failures FROM tries_head').get()
    return head ?? { n: 0, step: 0, failures: 0 }
  }

  row(name: string): TriesRow | null {
    return this.#row.get(name) ?? null
  }

  unlocked(name: string): Unlocked | null {
    const { unlockedBy = null, reason = null } = this.#row.get(name) ?? {}
    return unlockedBy === null ? null : { by: unlockedBy, reason: reason ?? '' }
  }

  put({ name, failures, at, mono, run }: TriesRow, unlocked: Unlocked | null = null): void {
    const whole = [at, mono].map(Math.round)
    this.#put.run(name, failures, ...whole, run, unlocked?.by ?? null, unlocked?.reason ?? null)
    const count = this.#db.prepare<[], number>('SELECT count(*) FROM tries').pluck().get() ?? 0
    if (count > this.#most) this.#dropOne(name)
  }

  #dropOne(name: string): void {
    this.#db
      .prepare(
        `DELETE FROM tries WHERE name =
           (SELECT name FROM tries WHERE name <> ? ORDER BY failures, at LIMIT 1)`,
      )
      .run(name)
  }

  /** Those that failed, the most failures first. */
  failed(atLeast = 1): NameTries[] {
    return this.#db
      .prepare<[number], NameTries>(
        'SELECT name, failures, at FROM tries WHERE failures >= ? ORDER BY failures DESC, at DESC',
      )
      .all(atLeast)
  }

  stepOf(user: string): number | null {
    const own = this.#db.prepare<[string], number>('SELECT step FROM tries_step WHERE user = ?').pluck()
    return own.get(user) ?? null
  }

  /** Never back. */
  moveStep(user: string, step: number): void {
    this.#db
      .prepare(
        `INSERT INTO tries_step (user, step) VALUES (?, ?)
         ON CONFLICT (user) DO UPDATE SET step = max(step, excluded.step)`,
      )
      .run(user, step)
  }

  isSpent(spare: string): boolean {
    return this.#db.prepare('SELECT 1 FROM tries_spare WHERE hash = ?').get(spare) !== undefined
  }

  spend(spare: string): void {
    this.#db.prepare('INSERT OR IGNORE INTO tries_spare (hash) VALUES (?)').run(spare)
  }

  get content(): Omit<MarkContent, 'rest'> {
    const latest = this.#db.prepare<[], number | null>('SELECT max(step) FROM tries_step').pluck().get() ?? 0
    const { n, step } = this.head
    const spare = this.#db
      .prepare<[], string>('SELECT hash FROM tries_spare ORDER BY n DESC LIMIT 100')
      .pluck()
      .all()
    const list = new RevocationBook({ db: this.#db }).known
    return { n, step: Math.max(step, latest), names: this.failed(), spare, list }
  }

  /** The number of a list of revocations that the earlier file knows nothing of. */
  raiseList(number: number): void {
    new RevocationBook({ db: this.#db }).raise(number)
  }

  /** After an earlier file was put back: what everybody begins with of whom nothing more is known. */
  setFloor({ n, step, failures }: Head): void {
    this.#db
      .prepare('UPDATE tries_head SET n = max(n, ?), step = max(step, ?), failures = max(failures, ?)')
      .run(n, step, failures)
  }
}
