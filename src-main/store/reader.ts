import type { Compilable, Kysely } from 'kysely'
import { must } from '../../shared/kernel/errors.ts'
import { storeError, type Db } from './cipher.ts'
import { decode, type ColumnKind } from './columns.ts'
import type { Known } from './known-records.ts'
import { kindOfColumn, sqlBuilder, type Tables } from './tables.ts'
import type Database from 'better-sqlite3-multiple-ciphers'

type Prepared = { statement: Database.Statement; coded: ReadonlyArray<readonly [string, ColumnKind]> }
export type Parameter = string | number | bigint | boolean | null | Uint8Array

/** Sees every statement that is run; the plan tests listen here. */
export type Observer = (sql: string, parameters: readonly unknown[]) => void

/** Runs reading SQL synchronously, each text prepared once, and gives rows in the shape of their records. */
export class Reader {
  readonly db: Db
  readonly known: Known
  readonly shared: Readonly<{ prepared: Map<string, Prepared>; observe?: Observer | undefined; known: Known }>
  readonly #prepared: Map<string, Prepared>
  readonly #observe: Observer | undefined

  constructor(db: Db, shared: Reader['shared']) {
    this.db = db
    this.shared = shared
    this.known = shared.known
    this.#prepared = shared.prepared
    this.#observe = shared.observe
  }

  /** Every row of a query made with the builder. */
  all<Row>(build: (sql: Kysely<Tables>) => Compilable<Row>): Row[] {
    const { sql, parameters } = build(sqlBuilder).compile()
    return this.rows<Row>(sql, ...(parameters as Parameter[]))
  }

  /** Its first row, or undefined. */
  first<Row>(build: (sql: Kysely<Tables>) => Compilable<Row>): Row | undefined {
    return this.all(build)[0]
  }

  /**
   * Every row of hand-written SQL, for what the builder cannot say or must not spend time on. Throws `store.damaged`
   * and the like where the disk or the file is at fault.
   */
  rows<Row>(sql: string, ...parameters: Parameter[]): Row[] {
    const { statement, coded } = this.#prepare(sql)
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    this.#observe?.(sql, bound)
    const rows = readAll(statement, bound)
    if (coded.length > 0)
      for (const row of rows) for (const [column, kind] of coded) row[column] = decode(kind, row[column])
    return rows as Row[]
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.db.prepare(sql)
    must(statement.readonly, 'reader.writes')
    const coded = statement.columns().flatMap(({ name, table, column }) => {
      const kind = table === null || column === null ? 'plain' : kindOfColumn(table, column)
      return kind === 'plain' ? [] : [[name, kind] as const]
    })
    const prepared = { statement, coded }
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

function readAll(statement: Database.Statement, parameters: readonly unknown[]): Record<string, unknown>[] {
  try {
    return statement.all(...parameters) as Record<string, unknown>[]
  } catch (error) {
    throw storeError(error)
  }
}
