/** The sync door: the only way a change made elsewhere comes in. Rows, acknowledgements and cursor in one transaction. */
import { must } from '../../shared/kernel/errors.ts'
import { storeError } from './cipher.ts'
import { Op } from './op.ts'
import { unpack } from './packing.ts'
import type { Store } from './store.ts'
import { recordOfType } from './tables.ts'

/** One row as the cloud has it now; null once it is gone there. */
export type CloudRow = Readonly<{
  type: string
  id: string
  version: number
  row: Record<string, unknown> | null
}>
/** An op of ours that the cloud has decided on. */
export type Ack = Readonly<{ op: string; seq: number }>
export type Cursor = Readonly<{ epoch: string; seq: number; h: string }>

/**
 * Applies a page of the practice's log. A row with changes of ours that the cloud has not yet seen keeps showing
 * them: its shadow is replaced and the changes are folded over it again. Applying a page twice is applying it once.
 */
export function applyPage(
  store: Store,
  page: Readonly<{ rows: readonly CloudRow[]; acks: readonly Ack[]; cursor: Cursor; at: string }>,
): void {
  try {
    store.db
      .transaction(() => {
        const refold = new Set<string>()
        for (const ack of page.acks) for (const key of archive(store, ack, page)) refold.add(key)
        for (const row of page.rows) if (applyRow(store, row)) refold.add(`${row.type}/${row.id}`)
        for (const key of refold) fold(store, key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1))
        store.sync.set('epoch', page.cursor.epoch)
        store.sync.set('seq', String(page.cursor.seq))
        store.sync.set('h', page.cursor.h)
      })
      .immediate()
  } catch (error) {
    throw storeError(error)
  }
}

/** Moves an op out of the outbox; returns the rows it had covered. */
function archive(store: Store, ack: Ack, page: { cursor: Cursor; at: string }): string[] {
  const effects = store
    .prepare<[string], { type: string; id: string; localSeq: number }>(
      'SELECT type, id, localSeq FROM outbox_effect WHERE localSeq = (SELECT localSeq FROM outbox WHERE op = ?)',
    )
    .all(ack.op)
  store
    .prepare(
      `INSERT INTO outbox_archive (op, localSeq, kind, body, sha, deps, ackEpoch, ackSeq, ackedAt)
       SELECT op, localSeq, kind, body, sha, deps, ?, ?, ? FROM outbox WHERE op = ?`,
    )
    .run(page.cursor.epoch, ack.seq, page.at, ack.op)
  store
    .prepare('DELETE FROM outbox_effect WHERE localSeq = (SELECT localSeq FROM outbox WHERE op = ?)')
    .run(ack.op)
  store.prepare('DELETE FROM outbox WHERE op = ?').run(ack.op)
  return effects.map(({ type, id }) => `${type}/${id}`)
}

/** True where the row is covered by changes of ours and must be folded. */
function applyRow(store: Store, incoming: CloudRow): boolean {
  const record = recordOfType(incoming.type)
  must(record, 'apply.unknown-type')
  const shadow = store
    .prepare<[string, string], { baseVersion: number }>(
      'SELECT baseVersion FROM shadow WHERE type = ? AND id = ?',
    )
    .get(incoming.type, incoming.id)
  const covered =
    shadow !== undefined ||
    store
      .prepare('SELECT 1 FROM outbox_effect WHERE type = ? AND id = ? LIMIT 1')
      .get(incoming.type, incoming.id) !== undefined
  if (covered) {
    if (shadow && shadow.baseVersion >= incoming.version) return true
    store
      .prepare(
        `INSERT INTO shadow (type, id, baseVersion, base) VALUES (?, ?, ?, ?)
         ON CONFLICT (type, id) DO UPDATE SET baseVersion = excluded.baseVersion, base = excluded.base`,
      )
      .run(incoming.type, incoming.id, incoming.version, incoming.row && JSON.stringify(incoming.row))
    return true
  }
  const writer = store.writers.of(record)
  const present = writer.read(incoming.id)
  if (incoming.row === null) writer.delete(incoming.id)
  else if (!present || present.version < incoming.version)
    writer.replace(record.row.parse(incoming.row), incoming.version)
  return false
}

/** Shows the cloud's row with our unacknowledged changes over it; drops the shadow when there are none left. */
function fold(store: Store, type: string, id: string): void {
  const record = recordOfType(type)
  must(record, 'apply.unknown-type')
  const shadow = store
    .prepare<[string, string], { baseVersion: number; base: string | null }>(
      'SELECT baseVersion, base FROM shadow WHERE type = ? AND id = ?',
    )
    .get(type, id)
  const pending = store
    .prepare<[string, string], { body: Uint8Array }>(
      'SELECT outbox.body FROM outbox_effect JOIN outbox USING (localSeq) WHERE type = ? AND id = ? ORDER BY localSeq',
    )
    .all(type, id)
  // an acknowledgement whose rows come on a later page: what is shown stays until they do
  if (!shadow) return
  let row = shadow.base === null ? null : (JSON.parse(shadow.base) as Record<string, unknown>)
  for (const { body } of pending) {
    for (const change of Op.parse(JSON.parse(unpack(body))).changes) {
      if (change.type !== type || change.id !== id) continue
      row = change.gone ? null : { ...row, ...change.set, id }
    }
  }
  const writer = store.writers.of(record)
  if (row === null) writer.delete(id)
  else writer.replace(record.row.parse(row), shadow.baseVersion + pending.length)
  if (pending.length === 0) store.prepare('DELETE FROM shadow WHERE type = ? AND id = ?').run(type, id)
}
