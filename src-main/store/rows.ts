/** The SQL that writes rows of records. Only tx (changes made here) and apply (changes made elsewhere) import this. */
import type Database from 'better-sqlite3-multiple-ciphers'
import { must } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Db } from './cipher.ts'
import { columnKinds, decode, encode, type ColumnKind, type SqlValue } from './columns.ts'

/** Packed fields by name, each as `pack` makes it of the row's text. */
export type PackedFields = Readonly<Record<string, Uint8Array>>

export type StoredRow = Readonly<{ version: number; row: Record<string, unknown> }>

/** Rows that one statement writes where there are so many: a call for each would cost as much as the row. */
const rowsAtOnce = 8

/**
 * One table's statements, each prepared once for a database and when it is first wanted: one that writes takes a millisecond
 * where triggers hang on the table, and of most tables only some are ever used.
 */
export class TableWriter {
  readonly #db: Db
  readonly #record: RecordType
  readonly #kinds: ReadonlyMap<string, ColumnKind>
  readonly #columns: readonly string[]
  #reading: Database.Statement | null = null
  #inserting: Database.Statement | null = null
  #replacing: Database.Statement | null = null
  #deleting: Database.Statement | null = null
  #forgetting: Database.Statement | null = null
  #one: Database.Statement | null = null
  #many: Database.Statement | null = null

  constructor(db: Db, record: RecordType) {
    this.#db = db
    this.#record = record
    this.#kinds = columnKinds(record)
    this.#columns = [...this.#kinds.keys(), ...record.derived.columns, 'version']
  }

  read(id: string): StoredRow | undefined {
    const { table } = this.#record
    this.#reading ??= this.#db.prepare(
      `SELECT ${[...this.#kinds.keys()].join(', ')}, version FROM ${table} WHERE id = ?`,
    )
    const stored = this.#reading.get(id) as Record<string, unknown> | undefined
    if (!stored) return undefined
    const row: Record<string, unknown> = {}
    for (const [field, kind] of this.#kinds) row[field] = decode(kind, stored[field])
    must(typeof stored['version'] === 'number', 'row.version')
    return { version: stored['version'], row }
  }

  /** Throws where the id is taken. `packed` holds packed fields as their columns keep them, where that is done already. */
  insert(row: Record<string, unknown>, version: number, packed: PackedFields = {}): void {
    this.#inserting ??= this.#db.prepare(this.#insertOf(1))
    this.#inserting.run(this.#values(row, version, packed))
  }

  /** Writes the row whether it was there or not. */
  replace(row: Record<string, unknown>, version: number): void {
    this.#replacing ??= this.#db.prepare(`${this.#insertOf(1)} ${this.#elseUpdate()}`)
    this.#replacing.run(this.#values(row, version))
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
    return this.#db.prepare(
      `${this.#insertOf(count)} ${this.#elseUpdate()} WHERE excluded.version > ${this.#record.table}.version`,
    )
  }

  #insertOf(count: number): string {
    const values = `(${this.#columns.map(() => '?').join(', ')})`
    const rows = Array<string>(count).fill(values).join(', ')
    return `INSERT INTO ${this.#record.table} (${this.#columns.join(', ')}) VALUES ${rows}`
  }

  #elseUpdate(): string {
    const others = this.#columns.filter((column) => column !== 'id')
    return `ON CONFLICT (id) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`
  }

  delete(id: string): void {
    this.#deleting ??= this.#db.prepare(`DELETE FROM ${this.#record.table} WHERE id = ?`)
    this.#deleting.run(id)
  }

  /** Any version of the cloud's is above it from here on. */
  forgetVersion(id: string): void {
    this.#forgetting ??= this.#db.prepare(`UPDATE ${this.#record.table} SET version = 0 WHERE id = ?`)
    this.#forgetting.run(id)
  }

  #values(row: Record<string, unknown>, version: number, packed: PackedFields = {}): SqlValue[] {
    const values: SqlValue[] = []
    this.#fill(values, row, version, packed)
    return values
  }

  #fill(values: SqlValue[], row: Record<string, unknown>, version: number, packed: PackedFields = {}): void {
    for (const [field, kind] of this.#kinds) {
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
