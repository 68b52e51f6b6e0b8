/** The cloud has another history than the one this workstation read: it was restored, or failed over with loss (T9). */
import { Op } from '../../shared/kernel/op.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { dropOpaque, forgetOpaqueVersions } from './opaque.ts'
import { pack, unpack } from './packing.ts'
import type { Store } from './store.ts'
import { countLoading, forgetPoints } from './chart-state.ts'
import { noteSetBack } from './outage-log.ts'
import { renumberInside } from './outbox.ts'

/** The first cloud of this workstation: its log is read from the start. */
export function beginEpoch(store: Store, epoch: string): void {
  store.db
    .transaction(() => {
      readFromStart(store, epoch)
      store.sync.set('readAs', String(store.known.schema))
    })
    .immediate()
}

function readFromStart({ sync }: Store, epoch: string): void {
  sync.set('epoch', epoch)
  sync.set('seq', '0')
  sync.set('h', chainStart)
  sync.clear('asOf')
}

/**
 * Takes the new epoch and reads its log from the start. Every op of the last 35 days goes back into the outbox in the
 * order it was made: what the cloud still has it answers as before, what it lost is there again. No row is removed and
 * none is hidden meanwhile; each counts as older than any version the new history brings. `at`: ISO 8601 now.
 */
export function changeEpoch(store: Store, epoch: string, at: string): void {
  store.db
    .transaction(() => {
      forgetEpoch(store, at)
      readFromStart(store, epoch)
    })
    .immediate()
}

/** What has been read is of no history any more. For use inside a transaction, which says what is read next. */
export function forgetEpoch(store: Store, at: string): void {
  bringBack(store)
  store
    .prepare(`UPDATE outbox SET state = 'queued', status = NULL, ackSeq = NULL WHERE state <> 'queued'`)
    .run()
  for (const { table } of store.known.all) store.prepare(`UPDATE ${table} SET version = 0`).run()
  forgetOpaqueVersions(store)
  store.prepare('UPDATE shadow SET baseVersion = 0').run()
  forgetPoints(store)
  renumberInside(store)
  store.sync.set('rereading', '1')
  noteSetBack(store, at, 'cloud-restored')
}

/** Archived ops, and what they cover: their rows show them again until the cloud has answered. */
function bringBack(store: Store): void {
  const archived = store
    .prepare<[], { op: string; localSeq: number; body: Uint8Array }>(
      'SELECT op, localSeq, body FROM outbox_archive ORDER BY localSeq',
    )
    .all()
  store
    .prepare(
      `INSERT INTO outbox (localSeq, op, incarnation, dseq, kind, body, sha, deps, state, madeAt)
       SELECT localSeq, op, 1, 0, kind, body, sha, deps, 'queued', ackedAt FROM outbox_archive`,
    )
    .run()
  const cover = store.prepare(
    'INSERT OR IGNORE INTO outbox_effect (type, id, localSeq, action) VALUES (?, ?, ?, ?)',
  )
  for (const { localSeq, body } of archived)
    for (const { type, id, gone, base, baseVersion } of Op.parse(JSON.parse(unpack(body))).changes) {
      const made = baseVersion === 0 && Object.keys(base).length === 0
      cover.run(type, id, localSeq, gone ? 'remove' : made ? 'put' : 'amend')
    }
  store.prepare('DELETE FROM outbox_archive').run()
}

type Left = { id: string }

/**
 * The new history has been read to its end. Rows it never named were made by ops it lost: their authors will send them
 * again, and here they leave the chart. Each is kept for a person to look at, in case its author never comes back. Charts
 * that are on their way are waited for: what they bring was not lost.
 */
export function endRereading(store: Store, at: string): void {
  if (store.sync.get('rereading') !== '1') return
  if (countLoading(store) > 0) return
  const keep = store.prepare(
    `INSERT OR REPLACE INTO attention (op, reason, body, state, madeAt)
     VALUES (?, 'row.lost-by-cloud', ?, 'open', ?)`,
  )
  store.db
    .transaction(() => {
      for (const record of store.known.all) {
        const left = store
          .prepare<[string], Left>(
            `SELECT id FROM ${record.table} WHERE version = 0
             AND NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.type = ? AND e.id = ${record.table}.id)`,
          )
          .all(record.type)
        const writer = store.writers.of(record)
        for (const { id } of left) {
          // what the cloud said of itself and says no more is nobody's to look at
          if (record.by === 'people')
            keep.run(`${record.type}/${id}`, pack(JSON.stringify(writer.read(id)?.row)), at)
          writer.delete(id)
        }
      }
      dropOpaque(store, (type, id, packed) => keep.run(`${type}/${id}`, packed, at))
      // and under changes of ours that wait: without them it is not there either
      const under = store
        .prepare<[], { type: string; id: string; base: string }>(
          'SELECT type, id, base FROM shadow WHERE baseVersion = 0 AND base IS NOT NULL',
        )
        .all()
      for (const { type, id, base } of under) keep.run(`${type}/${id}`, pack(base), at)
      store.prepare('UPDATE shadow SET base = NULL WHERE baseVersion = 0').run()
      store.sync.set('rereading', '0')
    })
    .immediate()
}
