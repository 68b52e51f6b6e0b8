/** What audit.db has of the list of revocations (migrations/audit/0004-leases-and-lists): it is read where nobody is in yet. */
import { noVoids, Voids } from '../store/voids.ts'
import type { Db } from '../store/cipher.ts'

type Row = Readonly<{ key: string | null; known: number; voids: string }>

export class RevocationBook {
  readonly #db: Db

  constructor({ db }: { db: Db }) {
    this.#db = db
  }

  /** What the practice's cloud signs with, as the store has it; null before it was heard. */
  get key(): string | null {
    return this.#row.key
  }

  /** The highest number that was ever taken here, also where an earlier file was put back. */
  get known(): number {
    return this.#row.known
  }

  get voids(): Voids {
    return Voids.parse(JSON.parse(this.#row.voids))
  }

  pin(key: string): void {
    if (key !== this.#row.key) this.#db.prepare('UPDATE revocations SET key = ?').run(key)
  }

  /** Counted as a change, so that the mark in the keychain is of after it. */
  note(voids: Voids): void {
    this.#db.transaction(() => {
      this.#db.prepare('UPDATE tries_head SET n = n + 1').run()
      this.#db
        .prepare('UPDATE revocations SET known = max(known, ?), voids = ?')
        .run(voids.number, JSON.stringify(Voids.parse(voids)))
    })()
  }

  /** The keychain knows of one that is not here. */
  raise(known: number): void {
    this.#db.prepare('UPDATE revocations SET known = max(known, ?)').run(known)
  }

  get #row(): Row {
    const row = this.#db.prepare<[], Row>('SELECT key, known, voids FROM revocations').get()
    return row ?? { key: null, known: 0, voids: JSON.stringify(noVoids) }
  }
}
