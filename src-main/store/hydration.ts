/**
 * Taking in a snapshot: what is noted of it, and how its rows come in. Every transaction here carries rows together with
 * the note of how far it is, so that whoever is killed goes on where the last one ended.
 */
import { records } from '../../shared/catalog.ts'
import { Manifest } from '../../shared/sync/hydrate.ts'
import { cursorText } from '../../shared/sync/wire.ts'
import { applyRows, type CloudRow } from './apply.ts'
import { renumberInside, sendAgainUpTo } from './outbox.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

/** How far it is: the next segment, and how many rows of it are in already. */
export type Place = Readonly<{ segment: number; rows: number }>

/** The epoch whose snapshot is being taken in; null where this workstation reads the log. */
export const hydratingEpoch = (store: Store): string | null => store.sync.get('hydrating')

/** The log is too long to be read from its start: a snapshot of this epoch comes first. */
export function beginHydrating(store: Store, epoch: string): void {
  store.sync.set('hydrating', epoch)
}

export function readManifest(store: Store): Manifest | null {
  const text = store.sync.get('manifest')
  return text === null ? null : Manifest.parse(JSON.parse(text))
}

export function noteManifest(store: Store, manifest: Manifest): void {
  store.db
    .transaction(() => {
      store.sync.set('manifest', JSON.stringify(manifest))
      notePlace(store, { segment: 0, rows: 0 })
    })
    .immediate()
}

export function readPlace(store: Store): Place {
  const [segment, rows] = (store.sync.get('hydrated') ?? '0.0').split('.').map(Number)
  return { segment: segment ?? 0, rows: rows ?? 0 }
}

function notePlace(store: Store, { segment, rows }: Place): void {
  store.sync.set('hydrated', `${segment}.${rows}`)
}

/** Some rows of a segment and the note `then` in one transaction (T6). A row that waits for the cloud stays as it is shown. */
export function applyStretch(store: Store, rows: readonly CloudRow[], then: Place): Published {
  let published: Published = { tables: [], patients: [] }
  store.relaxed(() => {
    published = applyRows(store, rows)
    notePlace(store, then)
  })
  store.touched(published.tables)
  return published
}

/**
 * The snapshot is gone, or its history is: everything that came with it counts as older than any version of the next
 * one, and stays in sight until that is in. `epoch` is the present one. What waits to be sent is not touched; where the
 * epoch is another, what was acknowledged in the old one is sent again.
 */
export function hydrateAgain(store: Store, epoch: string): void {
  store.db
    .transaction(() => {
      for (const { table } of Object.values(records))
        store.prepare(`UPDATE ${table} SET version = 0 WHERE version > 0`).run()
      store.prepare('UPDATE shadow SET baseVersion = 0').run()
      if (epoch !== hydratingEpoch(store)) renumberInside(store)
      store.sync.set('hydrating', epoch)
      store.sync.set('hydratingAgain', '1')
      store.sync.clear('manifest')
      store.sync.clear('hydrated')
    })
    .immediate()
}

/**
 * All of it is in (T7): from here on this workstation reads the log, from the point of the snapshot. What came with an
 * earlier snapshot and not with this one has gone meanwhile. An op whose line the snapshot has passed is sent once
 * more: its answer is another line.
 */
export function endHydrating(store: Store, { asOf }: Manifest): Published {
  const tables: string[] = []
  store.db
    .transaction(() => {
      const { sync } = store
      if (sync.get('hydratingAgain') === '1') {
        for (const { table, type } of Object.values(records)) {
          const { changes } = store
            .prepare(
              `DELETE FROM ${table} WHERE version = 0
               AND NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.type = ? AND e.id = ${table}.id)`,
            )
            .run(type)
          if (changes > 0) tables.push(table)
        }
        // gone there under our changes: ours stay in sight until the cloud has said what became of them
        store.prepare('UPDATE shadow SET base = NULL WHERE baseVersion = 0').run()
      }
      sendAgainUpTo(store, asOf.seq)
      sync.set('epoch', asOf.epoch)
      sync.set('seq', String(asOf.seq))
      sync.set('h', asOf.h)
      sync.set('asOf', cursorText(asOf))
      for (const key of ['hydrating', 'manifest', 'hydrated', 'hydratingAgain'] as const) sync.clear(key)
    })
    .immediate()
  store.touched(tables)
  return { tables, patients: [] }
}
