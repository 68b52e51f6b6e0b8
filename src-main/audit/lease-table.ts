/** The tables of ended leases in audit.db (migrations/audit/0004-leases-and-lists). Durable when a change returns. */
import type { Db } from '../store/cipher.ts'

/** `wall`, `mono`: ms; `run`: one life of the vault, within which the steady clock counts. */
export type Look = Readonly<{ wall: number; mono: number; run: string; witness: string | null }>
export type EndedLease = Readonly<{ user: string; until: string }>

export class LeaseTable {
  readonly #db: Db

  constructor({ db }: { db: Db }) {
    this.#db = db
  }

  /**
   * Counts what has passed since the last look for every lease that had ended then, and forgets those that have not. Returns how long
   * each has ended, ms: never longer than the wall clock says, so that what it gave when it was wrong is gone when it is put right.
   * `passed`: between two looks.
   */
  count(
    look: Look,
    ended: readonly EndedLease[],
    passed: (before: Look | null, now: Look) => number,
  ): ReadonlyMap<string, number> {
    return this.#db.transaction(() => this.#count(look, ended, passed)).immediate()
  }

  #count(look: Look, ended: readonly EndedLease[], passed: (before: Look | null, now: Look) => number) {
    const before = this.#db
      .prepare<[], Look>('SELECT wall, mono, run, witness FROM lease_look WHERE one = 1')
      .get()
    const more = Math.round(passed(before ?? null, look))
    const { wall, mono, run, witness } = look
    this.#db
      .prepare('INSERT OR REPLACE INTO lease_look (one, wall, mono, run, witness) VALUES (1, ?, ?, ?, ?)')
      .run(Math.round(wall), Math.round(mono), run, witness)
    const known = new Map(
      this.#db
        .prepare<[], EndedLease & { since: number; passed: number }>(
          'SELECT user, until, since, passed FROM lease_end',
        )
        .all()
        .map((row) => [row.user, row]),
    )
    this.#db.prepare('DELETE FROM lease_end').run()
    const put = this.#db.prepare('INSERT INTO lease_end (user, until, since, passed) VALUES (?, ?, ?, ?)')
    return new Map(
      ended.map(({ user, until }) => {
        const had = known.get(user)
        const isSame = had?.until === until
        const since = isSame ? had.since : Math.round(wall)
        const long = isSame ? Math.max(0, Math.min(had.passed + more, Math.round(wall) - since)) : 0
        put.run(user, until, since, long)
        return [user, long]
      }),
    )
  }
}
