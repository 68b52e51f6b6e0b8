/** The SQL that writes rows of records. Only tx (changes made here) and apply (changes made elsewhere) import this. */
import type Database from 'better-sqlite3-multiple-ciphers'
import { must } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Db } from './cipher.ts'
import { columnKinds, decode, encode, type SqlValue } from './columns.ts'

/** Packed fields by name, each as `pack` makes it of the row's text. */
export type PackedFields = Readonly<Record<string, Uint8Array>>

export type StoredRow = Readonly<{ version: number; row: Record<string, unknown> }>

/** Rows that one statement writes where there are so many: a call for each would cost as much as the row. */
const rowsAtOnce = 8

/** One table's statements, prepared once for a database. */
export class TableWriter {
  readonly #db: Db
  readonly #record: RecordType
  readonly #columns: readonly string[]
  readonly #read: Database.Statement
  readonly #insert: Database.Statement
  readonly #replace: Database.Statement
  readonly #delete: Database.Statement
  readonly #forgetVersion: Database.Statement
  #one: Database.Statement | null = null
  #many: Database.Statement | null = null

  constructor(db: Db, record: RecordType) {
    this.#db = db
    this.#record = record
    const fields = [...columnKinds(record).keys()]
    const columns = [...fields, ...record.derived.columns, 'version']
    this.#columns = columns
    const values = columns.map(() => '?').join(', ')
    const insert = `INSERT INTO ${record.table} (${columns.join(', ')}) VALUES (${values})`
    this.#read = db.prepare(`SELECT ${fields.join(', ')}, version FROM ${record.table} WHERE id = ?`)
    this.#insert = db.prepare(insert)
    this.#replace = db.prepare(
      `${insert} ON CONFLICT (id) DO UPDATE SET ${columns
        .filter((column) => column !== 'id')
        .map((column) => `${column} = excluded.${column}`)
        .join(', ')}`,
    )
    this.#delete = db.prepare(`DELETE FROM ${record.table} WHERE id = ?`)
    this.#forgetVersion = db.prepare(`UPDATE ${record.table} SET version = 0 WHERE id = ?`)
  }

  read(id: string): StoredRow | undefined {
    const stored = this.#read.get(id) as Record<string, unknown> | undefined
    if (!stored) return undefined
    const row: Record<string, unknown> = {}
    for (const [field, kind] of columnKinds(this.#record)) row[field] = decode(kind, stored[field])
    must(typeof stored['version'] === 'number', 'row.version')
    return { version: stored['version'], row }
  }

  /** Throws where the id is taken. `packed` holds packed fields as their columns keep them, where that is done already. */
  insert(row: Record<string, unknown>, version: number, packed: PackedFields = {}): void {
    this.#insert.run(...this.#values(row, version, packed))
  }

  /** Writes the row whether it was there or not. */
  replace(row: Record<string, unknown>, version: number): void {
    this.#replace.run(...this.#values(row, version))
  }

  /** Writes each row that is not there in this version or a later one, in order. `packed`: as for `insert`. */
  raise(rows: readonly (StoredRow & Readonly<{ packed?: PackedFields }>)[]): void {
    let from = 0
    for (; rows.length - from >= rowsAtOnce; from += rowsAtOnce) {
      const values: SqlValue[] = []
      for (let index = from; index < from + rowsAtOnce; index += 1) {
        const each = rows[index]
        if (each) this.#fill(values, each.row, each.version, each.packed)
      }
      this.#many ??= this.#raising(rowsAtOnce)
      this.#many.run(values)
    }
    for (; from < rows.length; from += 1) {
      const each = rows[from]
      this.#one ??= this.#raising(1)
      if (each) this.#one.run(this.#values(each.row, each.version, each.packed))
    }
  }

  #raising(count: number): Database.Statement {
    const { table } = this.#record
    const values = `(${this.#columns.map(() => '?').join(', ')})`
    return this.#db.prepare(
      `INSERT INTO ${table} (${this.#columns.join(', ')}) VALUES ${Array<string>(count).fill(values).join(', ')}
       ON CONFLICT (id) DO UPDATE SET ${this.#columns
         .filter((column) => column !== 'id')
         .map((column) => `${column} = excluded.${column}`)
         .join(', ')} WHERE excluded.version > ${table}.version`,
    )
  }

  delete(id: string): void {
    this.#delete.run(id)
  }

  /** Any version of the cloud's is above it from here on. */
  forgetVersion(id: string): void {
    this.#forgetVersion.run(id)
  }

  #values(row: Record<string, unknown>, version: number, packed: PackedFields = {}): SqlValue[] {
    const values: SqlValue[] = []
    this.#fill(values, row, version, packed)
    return values
  }

  #fill(values: SqlValue[], row: Record<string, unknown>, version: number, packed: PackedFields = {}): void {
    for (const [field, kind] of columnKinds(this.#record)) {
      const done = kind === 'packed' ? packed[field] : undefined
      values.push(done ?? encode(kind, row[field]))
    }
    const derived = this.#record.derived.of(row)
    for (const column of this.#record.derived.columns) values.push(derived[column] ?? null)
    values.push(version)
  }
}

/** A table writer for each record, made when first asked for. */
export class RowWriters {
  readonly #db: Db
  readonly #writers = new Map<RecordType, TableWriter>()

  constructor(db: Db) {
    this.#db = db
  }

  of(record: RecordType): TableWriter {
    const known = this.#writers.get(record)
    if (known) return known
    const writer = new TableWriter(this.#db, record)
    this.#writers.set(record, writer)
    return writer
  }
}
