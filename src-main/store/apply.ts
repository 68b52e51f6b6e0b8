/** The sync door: the only way a change made elsewhere comes in. Rows, acknowledgements and cursor in one transaction. */
import type { Status } from '../../shared/kernel/decide.ts'
import { must } from '../../shared/kernel/errors.ts'
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import { storeError } from './cipher.ts'
import { Op } from '../../shared/kernel/op.ts'
import { ChartGate } from './chart-gate.ts'
import { chartOfRow } from './chart-rows.ts'
import { chartState, passCharts } from './chart-state.ts'
import { Covered } from './covered.ts'
import { folded, leftOf } from './folded.ts'
import { Incoming, UnreadableRow } from './incoming.ts'
import { forgetConflicts, foundAgain } from './lost-by-cloud.ts'
import { sendAgainUpTo } from './outbox.ts'
import { unpack } from './packing.ts'
import type { PackedFields, StoredRow } from './rows.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

/** One row as the cloud has it now; null once it is gone there. */
export type CloudRow = Readonly<{
  type: string
  id: string
  version: number
  row: Record<string, unknown> | null
  /** Of a row that is gone: whose chart it was part of. */
  patient?: string | null
  /** Its number in the log. */
  seq?: number
  /** Packed fields that were packed elsewhere; each must be what `pack` makes of the row's text. */
  packed?: PackedFields
}>
/** An op that the cloud has decided on; only those of this workstation concern it. */
export type Ack = Readonly<{ op: string; seq: number; status: Status; reason: string | null }>
export type Page = Readonly<{ rows: readonly CloudRow[]; acks: readonly Ack[]; cursor: Cursor; at: string }>

/**
 * Applies a page of the practice's log and says what it changed, for the screens. A row with changes of ours that the
 * cloud has not yet seen keeps showing them: its shadow is replaced and the changes are folded over it again. A page
 * that the cursor has passed changes nothing: there is no tombstone that would keep what has gone from coming back. `followed`: another
 * page comes after it, whose commit makes this one durable too; where the power fails before, it is asked for again.
 */
export function applyPage(store: Store, page: Page, followed = false): Published {
  const pull = new Pull(store, page)
  if (followed) store.relaxed(() => pull.run())
  else
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
  const pull = new Pull(store, noPage)
  pull.takeBack(op)
  return pull.published()
}

/** Lays what waits over these rows once more: after an update it may say something else. For use inside a transaction. */
export function layAgain(store: Store, rows: readonly Readonly<{ type: string; id: string }>[]): void {
  const pull = new Pull(store, noPage)
  for (const { type, id } of rows) pull.layAgain(type, id)
}

/**
 * Rows of a snapshot, of which some have changes of ours that wait: these keep showing them. For use inside a
 * transaction; no cursor moves. Whom they concern is not told: everybody. `again`: rows that are here in this very version are read
 * once more.
 */
export function applyRows(store: Store, rows: readonly CloudRow[], again = false): Published {
  const page = { ...noPage, rows }
  const pull = new Pull(store, page, { tells: false, again })
  pull.applyRows()
  const { tables } = pull.published()
  return { tables: foundAgain(store, page) ? [...tables, 'attention'] : tables, patients: [] }
}

const noPage: Page = { rows: [], acks: [], cursor: { epoch: '', seq: 0, h: '' }, at: '' }
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
  readonly #again: boolean
  readonly #covered: Covered
  readonly #incoming: Incoming
  #gathered: Readonly<{ record: RecordType; rows: (StoredRow & { packed?: PackedFields })[] }> | null = null

  /** `tells`: which patients it concerns is wanted. `again`: a version that is here already replaces itself. */
  constructor(store: Store, page: Page, { tells, again } = { tells: true, again: false }) {
    this.#store = store
    this.#page = page
    this.#tells = tells
    this.#again = again
    this.#covered = new Covered(store)
    this.#incoming = new Incoming(store)
  }

  run(): void {
    const { sync } = this.#store
    const { rows, acks, cursor, at } = this.#page
    if (sync.get('epoch') === cursor.epoch && cursor.seq <= sync.number('seq', -1)) return
    for (const ack of acks)
      if (ack.status === 'rejected' || ack.status === 'held') this.#refuse(ack)
      else this.#archive(ack)
    this.#release()
    if (forgetConflicts(this.#store, acks)) this.#tables.add('conflicts')
    const gate = new ChartGate(this.#store, at)
    this.applyRows(gate.isOpen ? rows : rows.filter((row) => gate.admits(row, this.#covered)))
    for (const patient of gate.wantWhatIsDue(cursor.seq)) {
      this.#tables.add('chart')
      this.#patients.add(patient)
    }
    passCharts(this.#store, cursor.seq)
    if (foundAgain(this.#store, this.#page)) this.#tables.add('attention')
    // an op the cloud said it had decided, whose line has been passed and was not there: it is sent once more
    sendAgainUpTo(this.#store, cursor.seq)
    sync.set('epoch', cursor.epoch)
    sync.set('seq', String(cursor.seq))
    sync.set('h', cursor.h)
  }

  /**
   * Where an op is decided its rows come on the same page, and replace ours. An op that is named again, because its line had
   * been passed by a snapshot, has none: a row that the snapshot did not have either had gone by then.
   */
  #release(): void {
    if (this.#released.size === 0) return
    const named = new Set(this.#page.rows.map(({ type, id }) => keyOf(type, id)))
    for (const [type, id] of this.#released.values())
      if (named.has(keyOf(type, id))) this.#writerOf(type).forgetVersion(id)
      else this.#write(type, id, null, 0)
  }

  applyRows(rows: readonly CloudRow[] = this.#page.rows): void {
    const waits = this.#covered.byAnything
    for (const row of rows) {
      const record = this.#store.known.of(row.type)
      if (!record) this.#incoming.keepWhole(row, row.row)
      else if (row.row === null || this.#again || (waits && this.#covered.isTouched(row))) {
        // rows may be named more than once: what came before is written before
        this.#raise()
        this.#apply(record, row)
      } else this.#gather(record, row, row.row)
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
    for (const change of changes) this.#covered.uncover(change, waiting.localSeq)
    for (const { type, id } of changes) {
      this.#refold.set(keyOf(type, id), [type, id])
      if (!this.#covered.shadowOf(type, id) && !this.#covered.isCovered(type, id))
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
    for (const change of Op.parse(JSON.parse(unpack(waiting.body))).changes) {
      const { type, id } = change
      this.#covered.uncover(change, waiting.localSeq)
      if (this.#covered.shadowOf(type, id)) this.#fold(type, id)
      else {
        // made here: what is left of it is what the other ops say, and nothing where there is none
        const pending = this.#covered.pendingOf(type, id)
        const left = leftOf(this.#writerOf(type).read(id)?.row, change, pending)
        this.#write(type, id, folded(this.#store.known, left, type, id, pending), pending.length)
      }
    }
  }

  layAgain(type: string, id: string): void {
    const here = this.#store.known.of(type) && this.#writerOf(type).read(id)
    if (!here) return
    const row = folded(this.#store.known, here.row, type, id, this.#covered.pendingOf(type, id))
    if (row) this.#write(type, id, row, here.version)
  }

  /**
   * Refused: what was done stays in sight and in the outbox, and waits for a person. Where a history is read from its start
   * all that was refused is sent once more, and may be taken this time: the line of then does not count beside the answer
   * of now.
   */
  #refuse({ op, seq, status, reason }: Ack): void {
    const { at } = this.#page
    const sentAgain = this.#store.sync.get('rereading') === '1' ? 1 : 0
    const changed = this.#store
      .prepare(
        `UPDATE outbox SET state = ?, status = ?, ackSeq = ?, lastError = ?
         WHERE op = ? AND NOT (state = 'acked' AND ackSeq > ?) AND NOT (state = 'queued' AND ?)`,
      )
      .run(status, status, seq, reason, op, seq, sentAgain)
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

  /** A row that nothing of ours covers: those of one type that come one after the other are written together. */
  #gather(record: RecordType, incoming: CloudRow, given: Record<string, unknown>): void {
    if (this.#gathered?.record !== record) {
      this.#raise()
      this.#gathered = { record, rows: [] }
    }
    const { id, version, packed } = incoming
    const row = this.#incoming.read(record, incoming, given)
    this.#gathered.rows.push({ version, row, ...(packed && { packed }) })
    if (!this.#tells || record.patient === null) return
    const earlier =
      version > 1 && record.patient !== 'id' ? this.#store.writers.of(record).read(id)?.row : undefined
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
    if (row?.['sensitivity'] != null) this.#tables.add('sensitive_entry')
    const patient = record.patient === null ? null : row?.[record.patient]
    if (typeof patient === 'string') this.#patients.add(patient)
  }

  #apply(record: RecordType, incoming: CloudRow): void {
    const { type, id, version } = incoming
    const row = incoming.row && this.#incoming.read(record, incoming, incoming.row)
    if (row === null) this.#incoming.keep(incoming, null)
    const isOld = (here: number) => (this.#again ? here > version : here >= version)
    const shadow = this.#covered.shadowOf(type, id)
    if (shadow || this.#covered.isCovered(type, id)) {
      this.#refold.set(keyOf(type, id), [type, id])
      if (shadow && isOld(shadow.baseVersion)) return
      this.#covered.keepUnder(incoming, row)
      return
    }
    const present = this.#writerOf(type).read(id)
    if (present && isOld(present.version)) return
    this.#write(type, id, row, version)
  }

  /** Shows the cloud's row with our waiting changes over it; drops the shadow when there are none left. */
  #fold(type: string, id: string): void {
    const shadow = this.#covered.shadowOf(type, id)
    if (!shadow) return
    const pending = this.#covered.pendingOf(type, id)
    let row = shadow.base === null ? null : (JSON.parse(shadow.base) as Record<string, unknown>)
    // gone there while we were changing it: ours stays in sight until the cloud has said what became of it
    if (row === null && pending.length > 0) row = this.#writerOf(type).read(id)?.row ?? null
    row = folded(this.#store.known, row, type, id, pending)
    // nothing waits any more in a chart that is not held: what was decided is in the cloud
    if (pending.length === 0 && row !== null && this.#isAway(type, row)) {
      row = null
      this.#incoming.keep({ type, id, version: shadow.baseVersion }, null)
    }
    this.#write(type, id, row, shadow.baseVersion + pending.length)
    if (pending.length === 0) this.#covered.dropShadow(type, id)
  }

  #isAway(type: string, row: Record<string, unknown>): boolean {
    const patient = chartOfRow(this.#recordOf(type), row)
    return patient !== null && chartState(this.#store, patient)?.held === 'no'
  }

  #write(type: string, id: string, row: Record<string, unknown> | null, version: number): void {
    const record = this.#recordOf(type)
    const writer = this.#store.writers.of(record)
    this.#tables.add(record.table)
    for (const each of [writer.read(id)?.row ?? null, row]) this.#tell(record, each)
    const read = row && readRow(record, row)
    if (row === null) writer.delete(id)
    else if (read) writer.replace(read.row, version)
    else throw new UnreadableRow(type)
  }

  /** Of what was made here, or is shown here: it is known. */
  #recordOf(type: string): RecordType {
    const record = this.#store.known.of(type)
    must(record, 'apply.unknown-type')
    return record
  }

  #writerOf(type: string) {
    return this.#store.writers.of(this.#recordOf(type))
  }
}
