import Database from 'better-sqlite3-multiple-ciphers'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { nextHlc } from '../../shared/kernel/hlc.ts'
import { alike } from '../../shared/kernel/merge-field.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { isAlwaysHeld } from '../../shared/sync/charts.ts'
import type { Change } from '../../shared/kernel/op.ts'
import { opBytes, opSha } from './op.ts'
import { anyChartAway, chartState, noteUsed, wantChart } from './chart-state.ts'
import { takeNumber } from './numbers.ts'
import { opaqueFields } from './opaque.ts'
import { packFast } from './packing.ts'
import { takeBack } from './apply.ts'
import type { PackedFields } from './rows.ts'
import { Reader } from './reader.ts'
import type { Store } from './store.ts'

/** What a transaction changed, for whoever shows it. */
export type Published = Readonly<{ tables: readonly string[]; patients: readonly string[] }>

/** Tables that never travel; everything else is written by put, amend and remove. */
const localTables = new Set([
  'attention',
  'blob',
  'staged_file',
  'draft',
  'preference',
  'done_command',
  'lease',
  'outage',
  'pack_choice',
  'import_run',
  'import_refusal',
  'identifier_index',
  'pending_reference',
  'workstation_setting',
  'receipt_number',
])

/** How many effects one statement writes where there are so many. */
const effectsAtOnce = 32

type Touched = {
  record: RecordType
  action: 'put' | 'amend' | 'remove'
  change: Change
  patient: string | null
}

/**
 * The write door: the only way to change a row that is synced. The row, its version and the op that will carry the
 * change are written together or not at all; `close` makes one op of everything the command did.
 */
export class Tx extends Reader {
  readonly #store: Store
  readonly #ctx: Context
  readonly #touched = new Map<string, Touched>()
  readonly #localTables = new Set<string>()
  /** Patients of whom something else is shown differently now. */
  readonly #alsoOf = new Set<string>()

  constructor(store: Store, ctx: Context) {
    super(store.db, store.shared)
    this.#store = store
    this.#ctx = ctx
  }

  /**
   * Adds a row. `row.exists` where its id is taken. `packed`: packed fields that were packed elsewhere, on another
   * thread; each must be what `pack` makes of the row's text.
   */
  put<R extends RecordType>(record: R, row: RowOf<R>, packed?: PackedFields): void {
    const clean = record.row.parse(row) as Record<string, unknown> & { id: string }
    must(this.#touched.get(keyOf(record, clean.id))?.action !== 'remove', 'tx.put-after-remove')
    this.#insert(record, clean, packed)
    const { id: _id, ...set } = clean
    this.#touch(record, 'put', clean, {
      type: record.type,
      id: clean.id,
      baseVersion: 0,
      base: {},
      set,
      gone: false,
    })
  }

  /** The table itself knows which ids are taken; asking first would look up every new row twice. */
  #insert(record: RecordType, row: Record<string, unknown> & { id: string }, packed?: PackedFields): void {
    const writer = this.#store.writers.of(record)
    try {
      writer.insert(row, 1, packed)
    } catch (error) {
      const taken = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT')
      if (taken && writer.read(row.id)) throw new AppError('Conflict', 'row.exists')
      throw error
    }
  }

  /**
   * Changes fields of a row, and only those that differ. `seen` is the version the person was looking at: where it
   * is not the present one, nothing is written and `row.changed` is thrown. False where nothing differed.
   */
  amend<R extends RecordType>(
    record: R,
    id: string,
    patch: Partial<Omit<RowOf<R>, 'id'>>,
    seen?: number,
  ): boolean {
    const writer = this.#store.writers.of(record)
    const before = writer.read(id)
    if (!before) throw new AppError('NotFound', 'row.missing')
    if (seen !== undefined && before.version !== seen) throw new AppError('Conflict', 'row.changed')
    const after = record.row.parse({ ...before.row, ...patch }) as Record<string, unknown> & { id: string }
    must(after.id === id, 'tx.amend-id')
    const changed = Object.keys(patch).filter((field) => !same(before.row[field], after[field]))
    if (changed.length === 0) return false

    const known = this.#touched.get(keyOf(record, id))
    must(known?.action !== 'remove', 'tx.amend-after-remove')
    writer.replace(after, known ? before.version : before.version + 1)
    if (known) {
      for (const field of changed) {
        if (known.action === 'amend' && !(field in known.change.base))
          known.change.base[field] = before.row[field]
        known.change.set[field] = after[field]
      }
      return true
    }
    const pick = (row: Record<string, unknown>) =>
      Object.fromEntries(changed.map((field) => [field, row[field]]))
    this.#touch(record, 'amend', after, {
      type: record.type,
      id,
      baseVersion: this.#baseVersion(record, id, before),
      base: pick(before.row),
      set: pick(after),
      gone: false,
    })
    return true
  }

  /** Takes a row away. The cloud keeps it as a version that says so. */
  remove(record: RecordType, id: string): void {
    const writer = this.#store.writers.of(record)
    const before = writer.read(id)
    if (!before) throw new AppError('NotFound', 'row.missing')
    must(!this.#touched.has(keyOf(record, id)), 'tx.remove-after-change')
    writer.delete(id)
    const { id: _id, ...base } = before.row
    this.#touch(record, 'remove', before.row, {
      type: record.type,
      id,
      baseVersion: this.#baseVersion(record, id, before),
      // with what a newer cloud has said of it: whoever has changed that meanwhile is asked too
      base: { ...base, ...opaqueFields(this.#store, record.type, id) },
      set: {},
      gone: true,
    })
  }

  /** The next of the numbers this workstation may give out by itself. `lease.used-up` when there is none left. */
  takeNumber(kind: string): number {
    return takeNumber(this.#store, kind)
  }

  /** Writes to a table that never travels. */
  writeLocal(sql: string, ...parameters: (string | number | null | Uint8Array)[]): number {
    const table = /^\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)/i.exec(sql)?.[1] ?? ''
    must(localTables.has(table), 'tx.not-a-local-table')
    this.#localTables.add(table)
    return this.#store.prepare(sql).run(...parameters).changes
  }

  /** Gives up an op the cloud refused: its rows show it no longer. Its text stays in `attention`. */
  giveUp(op: string): void {
    const { tables, patients } = takeBack(this.#store, op)
    for (const table of tables) this.#localTables.add(table)
    for (const patient of patients) this.#alsoOf.add(patient)
  }

  /** Lets an op the cloud refused be sent once more, under a new number. */
  sendAgain(op: string): void {
    const { sync } = this.#store
    const dseq = sync.number('nextDseq', 1)
    const { changes } = this.#store
      .prepare(
        `UPDATE outbox SET state = 'queued', status = NULL, ackSeq = NULL, incarnation = ?, dseq = ?
         WHERE op = ? AND state IN ('rejected', 'held')`,
      )
      .run(sync.number('incarnation', 1), dseq, op)
    if (changes === 0) throw new AppError('Conflict', 'attention.settled')
    sync.set('nextDseq', String(dseq + 1))
    this.#localTables.add('outbox')
  }

  /** A chart is in front of somebody: it stays, and where it is not held it is brought (T4). True where it is brought now. */
  openChart(patient: string): boolean {
    noteUsed(this.#store, patient, this.#ctx.now)
    const isNew = wantChart(this.#store, patient, this.#ctx.now)
    if (chartState(this.#store, patient)?.held === 'loading') {
      this.#localTables.add('chart')
      this.#alsoOf.add(patient)
    }
    return isNew
  }

  /** What the command has changed so far of what travels. */
  get changes(): Change[] {
    return [...this.#touched.values()].map(({ change }) => change)
  }

  /** Ends the command: one op of all it changed goes to the outbox. Null where it changed nothing that travels. */
  close(kind: string): { opId: string } | null {
    if (this.#touched.size === 0) return null
    this.#wantWhatWasWritten()
    const { sync } = this.#store
    const dseq = sync.number('nextDseq', 1)
    const hlc = nextHlc(sync.get('hlc'), Date.parse(this.#ctx.now))
    const op = {
      op: this.#ctx.opId,
      kind,
      actor: this.#ctx.actor.id,
      at: this.#ctx.now,
      hlc,
      deps: this.#deps(),
      changes: this.changes,
    }
    const bytes = opBytes(op)
    const { lastInsertRowid } = this.#store
      .prepare(
        `INSERT INTO outbox (op, incarnation, dseq, kind, body, sha, deps, state, madeAt)
         VALUES (?, ?, ?, ?, ?, ?, ?, 'queued', ?)`,
      )
      .run(
        op.op,
        sync.number('incarnation', 1),
        dseq,
        kind,
        packFast(bytes),
        opSha(bytes),
        JSON.stringify(op.deps),
        op.at,
      )
    this.#writeEffects(lastInsertRowid)
    sync.set('nextDseq', String(dseq + 1))
    sync.set('hlc', hlc)
    sync.set('lastOp', op.op)
    return { opId: op.op }
  }

  /** Whoever writes in a chart that is not held is to see the rest of it. */
  #wantWhatWasWritten(): void {
    if (!anyChartAway(this.#store)) return
    for (const { record, patient } of this.#touched.values())
      if (patient !== null && !isAlwaysHeld(record.type)) wantChart(this.#store, patient, this.#ctx.now)
  }

  /** Which rows the op touched; many in one statement, because an import touches hundreds. */
  #writeEffects(localSeq: number | bigint): void {
    const touched = [...this.#touched.values()]
    for (let from = 0; from < touched.length;) {
      const size = touched.length - from >= effectsAtOnce ? effectsAtOnce : 1
      const values = touched
        .slice(from, from + size)
        .flatMap(({ change, action }) => [change.type, change.id, localSeq, action])
      const rows = Array.from({ length: size }, () => '(?, ?, ?, ?)').join(', ')
      this.#store
        .prepare(`INSERT INTO outbox_effect (type, id, localSeq, action) VALUES ${rows}`)
        .run(...values)
      from += size
    }
  }

  /** What to tell the screens after the commit. */
  published(): Published {
    const tables = new Set<string>()
    const patients = new Set<string>(this.#alsoOf)
    for (const { record, patient, change } of this.#touched.values()) {
      tables.add(record.table)
      if (change.set['sensitivity'] != null) tables.add('sensitive_entry')
      if (patient !== null) patients.add(patient)
    }
    for (const table of this.#localTables) tables.add(table)
    return { tables: [...tables], patients: [...patients] }
  }

  #touch(record: RecordType, action: Touched['action'], row: Record<string, unknown>, change: Change): void {
    const patient = record.patient === null ? null : row[record.patient]
    this.#touched.set(keyOf(record, change.id), {
      record,
      action,
      change,
      patient: typeof patient === 'string' ? patient : null,
    })
  }

  /** The cloud's version under a row, remembered in `shadow` when the first unacknowledged change covers it. */
  #baseVersion(
    record: RecordType,
    id: string,
    before: { version: number; row: Record<string, unknown> },
  ): number {
    const shadow = this.#store
      .prepare<[string, string], { baseVersion: number }>(
        'SELECT baseVersion FROM shadow WHERE type = ? AND id = ?',
      )
      .get(record.type, id)
    if (shadow) return shadow.baseVersion
    const pending = this.#store
      .prepare<[string, string], { one: number }>(
        'SELECT 1 AS one FROM outbox_effect WHERE type = ? AND id = ? LIMIT 1',
      )
      .get(record.type, id)
    // changes are pending but no shadow: the row was made here and the cloud has never seen it
    if (pending) return 0
    this.#store
      .prepare('INSERT INTO shadow (type, id, baseVersion, base) VALUES (?, ?, ?, ?)')
      .run(record.type, id, before.version, JSON.stringify(before.row))
    return before.version
  }

  /** Unacknowledged ops this one builds on: those that touched the same rows, or made the patient it is about. */
  #deps(): string[] {
    const pending = this.#store.prepare<[string, string, string], { op: string }>(
      `SELECT outbox.op FROM outbox_effect JOIN outbox USING (localSeq)
       WHERE type = ? AND id = ? AND outbox_effect.action GLOB ?`,
    )
    const deps = new Set<string>()
    const asked = new Set<string>()
    const ask = (type: string, id: string, action: string) => {
      const key = `${type}/${id}/${action}`
      if (asked.has(key)) return
      asked.add(key)
      for (const { op } of pending.all(type, id, action)) deps.add(op)
    }
    for (const { change, patient, action } of this.#touched.values()) {
      if (action !== 'put') ask(change.type, change.id, '*')
      // a change of an address that was refused must not hold an allergy back
      if (patient !== null) ask('patient', patient, 'put')
    }
    return [...deps]
  }
}

const keyOf = (record: RecordType, id: string) => `${record.type}/${id}`
/** As text first: most are; a row that was in the cloud may have its keys in another order. */
const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b) || alike(a, b)
