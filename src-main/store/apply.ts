/** The sync door: the only way a change made elsewhere comes in. Rows, acknowledgements and cursor in one transaction. */
import type { Status } from '../../shared/kernel/decide.ts'
import { must } from '../../shared/kernel/errors.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import { storeError } from './cipher.ts'
import { Op } from '../../shared/kernel/op.ts'
import { forgetConflicts, foundAgain } from './lost-by-cloud.ts'
import { sendAgainUpTo } from './outbox.ts'
import { unpack } from './packing.ts'
import type { PackedFields, StoredRow } from './rows.ts'
import type { Store } from './store.ts'
import { recordOfType } from './tables.ts'
import type { Published } from './tx.ts'

/** One row as the cloud has it now; null once it is gone there. */
export type CloudRow = Readonly<{
  type: string
  id: string
  version: number
  row: Record<string, unknown> | null
  /** Packed fields that were packed elsewhere; each must be what `pack` makes of the row's text. */
  packed?: PackedFields
}>
/** An op that the cloud has decided on; only those of this workstation concern it. */
export type Ack = Readonly<{ op: string; seq: number; status: Status; reason: string | null }>
export type Page = Readonly<{ rows: readonly CloudRow[]; acks: readonly Ack[]; cursor: Cursor; at: string }>

/**
 * Applies a page of the practice's log and says what it changed, for the screens. A row with changes of ours that the
 * cloud has not yet seen keeps showing them: its shadow is replaced and the changes are folded over it again. A page
 * that the cursor has passed changes nothing: there is no tombstone that would keep what has gone from coming back.
 */
export function applyPage(store: Store, page: Page): Published {
  const pull = new Pull(store, page)
  try {
    store.db.transaction(() => pull.run()).immediate()
  } catch (error) {
    throw storeError(error)
  }
  const published = pull.published()
  store.touched(published.tables)
  return published
}

/**
 * Takes a refused op back: its changes leave the rows, and the op leaves the outbox. For use inside a transaction. The
 * text of the op stays in `attention`.
 */
export function takeBack(store: Store, op: string): Published {
  const cursor = { epoch: '', seq: 0, h: '' }
  const pull = new Pull(store, { rows: [], acks: [], cursor, at: '' })
  pull.takeBack(op)
  return pull.published()
}

/**
 * Rows of a snapshot, of which some have changes of ours that wait: these keep showing them. For use inside a
 * transaction; no cursor moves. Whom they concern is not told: everybody.
 */
export function applyRows(store: Store, rows: readonly CloudRow[]): Published {
  const pull = new Pull(store, { rows, acks: [], cursor: { epoch: '', seq: 0, h: '' }, at: '' }, false)
  pull.applyRows()
  return { tables: pull.published().tables, patients: [] }
}

const keyOf = (type: string, id: string) => `${type}/${id}`

class Pull {
  readonly #store: Store
  readonly #page: Page
  /** Rows whose shadow or waiting changes are no longer what they were. */
  readonly #refold = new Map<string, readonly [string, string]>()
  /** Rows made here whose ops this page has decided: their version is our own count, so the cloud's row replaces them. */
  readonly #released = new Map<string, readonly [string, string]>()
  readonly #tables = new Set<string>()
  readonly #patients = new Set<string>()
  readonly #tells: boolean
  #gathered: Readonly<{ record: RecordType; rows: (StoredRow & { packed?: PackedFields })[] }> | null = null

  /** `tells`: which patients it concerns is wanted. */
  constructor(store: Store, page: Page, tells = true) {
    this.#store = store
    this.#page = page
    this.#tells = tells
  }

  run(): void {
    const { sync } = this.#store
    const { acks, cursor } = this.#page
    if (sync.get('epoch') === cursor.epoch && cursor.seq <= sync.number('seq', -1)) return
    for (const ack of acks)
      if (ack.status === 'rejected' || ack.status === 'held') this.#refuse(ack)
      else this.#archive(ack)
    // the cloud's row replaces ours here or on a later page: until then ours stays, below any version of the cloud's
    for (const [type, id] of this.#released.values()) this.#writerOf(type).forgetVersion(id)
    if (forgetConflicts(this.#store, acks)) this.#tables.add('conflicts')
    this.applyRows()
    if (foundAgain(this.#store, this.#page)) this.#tables.add('attention')
    // an op the cloud said it had decided, whose line has been passed and was not there: it is sent once more
    sendAgainUpTo(this.#store, cursor.seq)
    sync.set('epoch', cursor.epoch)
    sync.set('seq', String(cursor.seq))
    sync.set('h', cursor.h)
  }

  applyRows(): void {
    const waits = this.#anythingWaits()
    for (const row of this.#page.rows) {
      if (row.row === null || (waits && this.#isTouched(row.type, row.id))) {
        // rows may be named more than once: what came before is written before
        this.#raise()
        this.#apply(row)
      } else this.#gather(row, row.row)
    }
    this.#raise()
    for (const [type, id] of this.#refold.values()) this.#fold(type, id)
  }

  published(): Published {
    return { tables: [...this.#tables], patients: [...this.#patients] }
  }

  /** Moves an op out of the outbox. */
  #archive(ack: Ack): void {
    const { cursor, at } = this.#page
    const waiting = this.#store
      .prepare<[string], { localSeq: number; body: Uint8Array }>(
        'SELECT localSeq, body FROM outbox WHERE op = ?',
      )
      .get(ack.op)
    if (!waiting) return
    this.#store
      .prepare(
        `INSERT INTO outbox_archive (op, localSeq, kind, body, sha, deps, ackEpoch, ackSeq, ackedAt)
         SELECT op, localSeq, kind, body, sha, deps, ?, ?, ? FROM outbox WHERE op = ?`,
      )
      .run(cursor.epoch, ack.seq, at, ack.op)
    this.#store.prepare('DELETE FROM outbox WHERE op = ?').run(ack.op)
    // refused once, and accepted when it was sent again
    this.#store.prepare(`UPDATE attention SET state = 'retried' WHERE op = ? AND state = 'open'`).run(ack.op)
    // the op itself says which rows it touched
    const { changes } = Op.parse(JSON.parse(unpack(waiting.body)))
    const forget = this.#store.prepare('DELETE FROM outbox_effect WHERE id = ? AND type = ? AND localSeq = ?')
    for (const { type, id } of changes) forget.run(id, type, waiting.localSeq)
    for (const { type, id } of changes) {
      this.#refold.set(keyOf(type, id), [type, id])
      if (!this.#shadowOf(type, id) && !this.#isCovered(type, id))
        this.#released.set(keyOf(type, id), [type, id])
    }
  }

  takeBack(op: string): void {
    const waiting = this.#store
      .prepare<[string], { localSeq: number; body: Uint8Array }>(
        `SELECT localSeq, body FROM outbox WHERE op = ? AND state IN ('rejected', 'held')`,
      )
      .get(op)
    must(waiting, 'apply.not-refused')
    this.#store.prepare('DELETE FROM outbox WHERE op = ?').run(op)
    const forget = this.#store.prepare('DELETE FROM outbox_effect WHERE id = ? AND type = ? AND localSeq = ?')
    for (const { type, id } of Op.parse(JSON.parse(unpack(waiting.body))).changes) {
      forget.run(id, type, waiting.localSeq)
      if (this.#shadowOf(type, id)) this.#fold(type, id)
      else {
        // made here: what is left of it is what the other ops say, and nothing where there is none
        const pending = this.#pendingOf(type, id)
        this.#write(type, id, folded(null, type, id, pending), pending.length)
      }
    }
  }

  /** Refused: what was done stays in sight and in the outbox, and waits for a person. */
  #refuse({ op, seq, status, reason }: Ack): void {
    const { at } = this.#page
    const changed = this.#store
      .prepare(`UPDATE outbox SET state = ?, status = ?, ackSeq = ?, lastError = ? WHERE op = ?`)
      .run(status, status, seq, reason, op)
    if (changed.changes === 0) return
    this.#store
      .prepare(
        // refused once more after a person had sent it again: it waits for them again
        `INSERT INTO attention (op, reason, body, state, madeAt)
         SELECT op, ?, body, 'open', ? FROM outbox WHERE op = ?
         ON CONFLICT (op) DO UPDATE SET state = 'open', reason = excluded.reason, madeAt = excluded.madeAt`,
      )
      .run(reason ?? status, at, op)
    this.#tables.add('attention')
  }

  /** Whether a change of ours waits over any row at all: on most workstations, most of the time, none does. */
  #anythingWaits(): boolean {
    const sql = 'SELECT EXISTS (SELECT 1 FROM outbox_effect) OR EXISTS (SELECT 1 FROM shadow) AS waits'
    return this.#store.prepare<[], { waits: number }>(sql).get()?.waits === 1
  }

  #isTouched(type: string, id: string): boolean {
    return this.#isCovered(type, id) || this.#shadowOf(type, id) !== undefined
  }

  /** A row that nothing of ours covers: those of one type that come one after the other are written together. */
  #gather({ type, id, version, packed }: CloudRow, row: Record<string, unknown>): void {
    if (this.#gathered?.record.type !== type) {
      this.#raise()
      this.#gathered = { record: recordOf(type), rows: [] }
    }
    const { record, rows } = this.#gathered
    rows.push({ version, row: record.row.parse(row), ...(packed && { packed }) })
    if (!this.#tells || record.patient === null) return
    const earlier = version > 1 && record.patient !== 'id' ? this.#writerOf(type).read(id)?.row : undefined
    this.#tell(record, earlier ?? null)
    this.#tell(record, row)
  }

  #raise(): void {
    if (!this.#gathered) return
    const { record, rows } = this.#gathered
    this.#tables.add(record.table)
    this.#store.writers.of(record).raise(rows)
    this.#gathered = null
  }

  #tell(record: RecordType, row: Record<string, unknown> | null): void {
    const patient = record.patient === null ? null : row?.[record.patient]
    if (typeof patient === 'string') this.#patients.add(patient)
  }

  #apply(incoming: CloudRow): void {
    const { type, id, version, row } = incoming
    const shadow = this.#shadowOf(type, id)
    if (shadow || this.#isCovered(type, id)) {
      this.#refold.set(keyOf(type, id), [type, id])
      if (shadow && shadow.baseVersion >= version) return
      this.#store
        .prepare(
          `INSERT INTO shadow (type, id, baseVersion, base) VALUES (?, ?, ?, ?)
           ON CONFLICT (type, id) DO UPDATE SET baseVersion = excluded.baseVersion, base = excluded.base`,
        )
        .run(type, id, version, row && JSON.stringify(row))
      return
    }
    const present = this.#writerOf(type).read(id)
    if (present && present.version >= version) return
    this.#write(type, id, row, version)
  }

  /** Shows the cloud's row with our waiting changes over it; drops the shadow when there are none left. */
  #fold(type: string, id: string): void {
    const shadow = this.#shadowOf(type, id)
    if (!shadow) return
    const pending = this.#pendingOf(type, id)
    let row = shadow.base === null ? null : (JSON.parse(shadow.base) as Record<string, unknown>)
    // gone there while we were changing it: ours stays in sight until the cloud has said what became of it
    if (row === null && pending.length > 0) row = this.#writerOf(type).read(id)?.row ?? null
    row = folded(row, type, id, pending)
    this.#write(type, id, row, shadow.baseVersion + pending.length)
    if (pending.length === 0)
      this.#store.prepare('DELETE FROM shadow WHERE type = ? AND id = ?').run(type, id)
  }

  #pendingOf(type: string, id: string): Pending[] {
    return this.#store
      .prepare<[string, string], Pending>(
        `SELECT outbox.body, outbox_effect.action FROM outbox_effect JOIN outbox USING (localSeq)
         WHERE type = ? AND id = ? ORDER BY localSeq`,
      )
      .all(type, id)
  }

  #write(type: string, id: string, row: Record<string, unknown> | null, version: number): void {
    const record = recordOf(type)
    const writer = this.#writerOf(type)
    this.#tables.add(record.table)
    for (const each of [writer.read(id)?.row ?? null, row]) this.#tell(record, each)
    if (row === null) writer.delete(id)
    else writer.replace(record.row.parse(row), version)
  }

  #shadowOf(type: string, id: string) {
    return this.#store
      .prepare<[string, string], { baseVersion: number; base: string | null }>(
        'SELECT baseVersion, base FROM shadow WHERE type = ? AND id = ?',
      )
      .get(type, id)
  }

  #isCovered(type: string, id: string): boolean {
    return (
      this.#store.prepare('SELECT 1 FROM outbox_effect WHERE type = ? AND id = ? LIMIT 1').get(type, id) !==
      undefined
    )
  }

  #writerOf(type: string) {
    return this.#store.writers.of(recordOf(type))
  }
}

type Pending = Readonly<{ body: Uint8Array; action: string }>

/** A row with the changes of these ops over it. */
function folded(
  base: Record<string, unknown> | null,
  type: string,
  id: string,
  pending: readonly Pending[],
): Record<string, unknown> | null {
  let row = base
  // what we removed and changed later had come back between: the removal had not held, and the change is in sight
  let removed: typeof row = null
  for (const { body, action } of pending)
    for (const change of Op.parse(JSON.parse(unpack(body))).changes) {
      if (change.type !== type || change.id !== id) continue
      removed = row ?? removed
      if (change.gone) {
        row = null
        continue
      }
      row ??= removed
      if (row !== null || action === 'put') row = { ...row, ...change.set, id }
    }
  return row
}

function recordOf(type: string): RecordType {
  const record = recordOfType(type)
  must(record, 'apply.unknown-type')
  return record
}
