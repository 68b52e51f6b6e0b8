/** Rows as the cloud says them: what this version knows of one is read, the rest is kept aside. */
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { chartField, chartOfRow } from './chart-rows.ts'
import { anythingOpaque, keepOpaque, type Fields, type Kept } from './opaque.ts'
import type { Store } from './store.ts'

/** A row of the cloud's that is none of its type here: it was written by a version that this one cannot follow. */
export class UnreadableRow extends Error {
  readonly type: string
  constructor(type: string) {
    super(`a row of ${type} cannot be read`)
    this.type = type
  }
}

type Named = Pick<Kept, 'type' | 'id' | 'version'>

/** For use inside one transaction. */
export class Incoming {
  readonly #store: Store
  #opaque: boolean | null = null

  constructor(store: Store) {
    this.#store = store
  }

  /** What is known of a row. Throws UnreadableRow. */
  read(record: RecordType, named: Named, given: Fields): Record<string, unknown> {
    const read = readRow(record, given)
    if (!read) throw new UnreadableRow(record.type)
    this.keep({ ...named, patient: chartOfRow(record, given) }, read.unknown)
    return read.row
  }

  /** A row of a type that is not known. */
  keepWhole(named: Named, row: Fields | null): void {
    const { id: _id, ...fields } = row ?? {}
    const patient = chartOfRow({ type: named.type, patient: chartField }, fields)
    this.keep({ ...named, patient }, row && fields)
  }

  /** Almost always there is nothing to keep, and nothing kept that would have to go. */
  keep(named: Named & Partial<Pick<Kept, 'patient'>>, fields: Fields | null): void {
    this.#opaque ??= anythingOpaque(this.#store)
    if (fields === null && !this.#opaque) return
    keepOpaque(this.#store, { ...named, patient: named.patient ?? null }, fields)
    this.#opaque = true
  }
}
