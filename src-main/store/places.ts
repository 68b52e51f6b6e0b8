/** In how many places of the file a row is written: what its writing costs, before anything is written. */
import type { Db } from './cipher.ts'
import type { Known } from './known-records.ts'

export class Places {
  readonly #db: Db
  readonly #known: Known
  #indexes: ReadonlyMap<string, number> | null = null

  constructor(db: Db, known: Known) {
    this.#db = db
    this.#known = known
  }

  /** The table and each index on it; one where the type is not known and the row is kept whole. */
  of(type: string): number {
    const record = this.#known.of(type)
    return record ? 1 + (this.#read().get(record.table) ?? 0) : 1
  }

  #read(): ReadonlyMap<string, number> {
    this.#indexes ??= new Map(
      this.#db
        .prepare<[], [string, number]>(
          `SELECT tbl_name, count(*) FROM sqlite_schema WHERE type = 'index' GROUP BY tbl_name`,
        )
        .raw()
        .all(),
    )
    return this.#indexes
  }
}
