/**
 * Taking in a snapshot: what is noted of it, and how its rows come in. Every transaction here carries rows together with
 * the note of how far it is, so that whoever is killed goes on where the last one ended.
 */
import type { Manifest } from '../../shared/sync/hydrate.ts'
import { cursorText, type Cursor } from '../../shared/sync/wire.ts'
import { applyRows, type CloudRow } from './apply.ts'
import { chartRecords } from './chart-rows.ts'
import { forgetPoints, passCharts } from './chart-state.ts'
import { forgetEpoch } from './epoch-change.ts'
import { noteEnacted } from './holding-change.ts'
import { holdingOf } from './holding.ts'
import { hydratingEpoch, notePlace, readManifest, type Place } from './manifest.ts'
import { dropOpaque, forgetOpaqueVersions } from './opaque.ts'
import { renumberInside, sendAgainUpTo, sendRefusedAgain } from './outbox.ts'
import { cursorOf, furthestSeen, highestTaken } from './points.ts'
import {
  becomeWhole,
  comeAgain,
  comeOnce,
  endAgain,
  forgetShadowVersions,
  lookAgainAt,
  notBroughtYet,
  wantDisputed,
} from './snapshot-charts.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

/** The log is too long to be read from its start: a snapshot of this epoch comes first. */
export function beginHydrating(store: Store, epoch: string): void {
  store.sync.set('hydrating', epoch)
}

export function noteManifest(store: Store, manifest: Manifest): void {
  store.db
    .transaction(() => {
      store.sync.set('manifest', JSON.stringify(manifest))
      notePlace(store, { segment: 0, lines: 0 })
      // the log will be read from there: what went before it is in no answer as of an earlier point
      const { seq } = manifest.asOf
      store.prepare(`UPDATE chart SET loadMin = max(loadMin, ?) WHERE held = 'loading'`).run(seq)
      lookAgainAt(store, seq)
    })
    .immediate()
}

/** Some lines of a segment: rows, and the patients whose charts are whole with them. `asOf`: the snapshot's number of the log. */
export type Stretch = Readonly<{ rows: readonly CloudRow[]; whole: readonly string[]; asOf: number }>

/**
 * Some lines of a segment and the note `then` in one transaction (T6). A row that waits for the cloud stays as it is shown,
 * and a chart that was brought by itself is as of a later point already.
 */
export function applyStretch(store: Store, { rows, whole, asOf }: Stretch, then: Place): Published {
  let published: Published = { tables: [], patients: [] }
  store.relaxed(() => {
    const wanted = notBroughtYet(store)
    const { tables, patients } = applyRows(store, rows.filter(wanted))
    published = { tables: [...tables, 'chart'], patients: [...new Set([...patients, ...whole])] }
    comeOnce(store, rows)
    for (const patient of whole) becomeWhole(store, patient, asOf)
    notePlace(store, then)
  })
  store.touched(published.tables)
  return published
}

/**
 * The snapshot is gone, or its history is: everything that came with it counts as older than any version of the next
 * one, and stays in sight until that is in. `epoch` is the present one. What waits to be sent is not touched; where the
 * epoch is another, what was acknowledged in the old one is sent again. `at`: ISO 8601 now.
 */
export function hydrateAgain(store: Store, epoch: string, at: string): void {
  store.db
    .transaction(() => {
      if (epoch !== hydratingEpoch(store)) {
        for (const key of ['asOf', 'notBefore'] as const) store.sync.clear(key)
        // one that had read the log before has made and seen more than a new one has
        if (store.sync.get('expired') === '1') forgetEpoch(store, at)
        else {
          forgetPoints(store)
          renumberInside(store)
        }
      }
      beginAgain(store, epoch)
    })
    .immediate()
}

/**
 * The log does not reach back any more to where this workstation stands: a snapshot comes in place of what it has not read.
 * Its rows stay in sight until they are replaced, and what is missing in the snapshot has gone meanwhile. Outbox, archive,
 * conflicts and attention are not touched.
 */
export function hydrateInstead(store: Store, epoch: string): void {
  store.db
    .transaction(() => {
      beginAgain(store, epoch)
      for (const key of ['epoch', 'seq', 'h'] as const) store.sync.clear(key)
      store.sync.set('expired', '1')
    })
    .immediate()
}

function beginAgain(store: Store, epoch: string): void {
  noteFurthest(store, epoch)
  // charts that were brought as of a later point than the snapshot's wait for the next one to say whether they are
  const brought = '(SELECT patient FROM chart WHERE asOf IS NOT NULL)'
  const ofCharts = new Set(chartRecords(store.known))
  for (const record of store.known.all)
    store
      .prepare(
        `UPDATE ${record.table} SET version = 0 WHERE version > 0
         ${ofCharts.has(record) ? `AND patientId NOT IN ${brought}` : ''}`,
      )
      .run()
  forgetOpaqueVersions(store, brought)
  forgetShadowVersions(store, brought)
  comeAgain(store)
  store.sync.set('hydrating', epoch)
  store.sync.set('hydratingAgain', '1')
  store.sync.clear('manifest')
  store.sync.clear('hydrated')
}

/** No snapshot of this epoch is taken that ends before what has been shown of it; and the cloud is told how far that was. */
function noteFurthest(store: Store, epoch: string): void {
  const { sync } = store
  const ofEpoch = (point: Cursor | null) => (point?.epoch === epoch ? point : null)
  const begun = [cursorOf(store), readManifest(store)?.asOf ?? null].map((point) => ofEpoch(point)?.seq ?? 0)
  sync.set('notBefore', String(Math.max(sync.number('notBefore', 0), ...begun)))
  const seen = ofEpoch(furthestSeen(store))
  if (seen) sync.set('asOf', cursorText(seen))
}

/**
 * All of it is in (T7): from here on this workstation reads the log, from the point of the snapshot. What came with an
 * earlier snapshot and not with this one has gone meanwhile. An op whose line the snapshot has passed is sent once
 * more: its answer is another line. In place of an expired log, so is one that had been refused.
 */
export function endHydrating(store: Store, { asOf }: Manifest): Published {
  const tables: string[] = []
  store.db
    .transaction(() => {
      const { sync } = store
      endAgain(store)
      passCharts(store, asOf.seq)
      // after a restore of the cloud that may be what it lost: where the log ends, a copy is kept of it
      if (sync.get('hydratingAgain') === '1' && sync.get('rereading') !== '1') {
        for (const { table, type } of store.known.all) {
          const { changes } = store
            .prepare(
              `DELETE FROM ${table} WHERE version = 0
               AND NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.type = ? AND e.id = ${table}.id)`,
            )
            .run(type)
          if (changes > 0) tables.push(table)
        }
        dropOpaque(store, () => undefined)
        // gone there under our changes: ours stay in sight until the cloud has said what became of them
        store.prepare('UPDATE shadow SET base = NULL WHERE baseVersion = 0').run()
      }
      sendAgainUpTo(store, asOf.seq)
      if (sync.get('expired') === '1') sendRefusedAgain(store)
      const highest = highestTaken(store) ?? asOf
      sync.set('epoch', asOf.epoch)
      sync.set('seq', String(asOf.seq))
      sync.set('h', asOf.h)
      sync.set('asOf', cursorText(highest))
      sync.set('readAs', String(store.known.schema))
      for (const key of [
        'hydrating',
        'manifest',
        'hydrated',
        'hydratingAgain',
        'expired',
        'notBefore',
      ] as const)
        sync.clear(key)
      wantDisputed(store)
      noteEnacted(store, { holding: holdingOf(store.read), whole: true })
    })
    .immediate()
  store.touched(tables)
  return { tables: [...tables, 'chart'], patients: [] }
}
