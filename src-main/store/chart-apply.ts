/** Takes a chart in that was brought from the cloud (T5). */
import { cursorText, type Cursor } from '../../shared/sync/wire.ts'
import { applyRows, type CloudRow } from './apply.ts'
import { dropChartRowsBut } from './chart-rows.ts'
import { chartState, readUpTo } from './chart-state.ts'
import { hydratingEpoch } from './manifest.ts'
import { highestTaken } from './points.ts'
import type { Store } from './store.ts'
import type { Published } from './tx.ts'

/** A whole chart, but for what is held of everybody, as of one point of the log. */
export type BroughtChart = Readonly<{
  patient: string
  asOf: Cursor
  rows: readonly CloudRow[]
  /** ISO 8601 now. */
  at: string
}>

/**
 * The chart is whole from here on. Null, and nothing has changed, where nobody waits for it any more, or it is as of a
 * point that leaves out what was missed, of another history, or older than what was shown before: it is asked for again.
 */
export function applyChart(store: Store, chart: BroughtChart): Published | null {
  let published: Published | null = null
  store.relaxed(() => {
    published = takeIn(store, chart)
  })
  const done = published as Published | null
  if (done) store.touched(done.tables)
  return done
}

function takeIn(store: Store, { patient, asOf, rows, at }: BroughtChart): Published | null {
  const state = chartState(store, patient)
  const read = readUpTo(store)
  if (state?.held !== 'loading' || !read || asOf.epoch !== read.epoch) return null
  if (asOf.seq < (state.loadMin ?? 0)) return null
  const [tables, current] =
    asOf.seq >= read.seq
      ? // later than all that was kept of the log meanwhile: what it does not have has gone
        [dropChartRowsBut(store, patient, new Set(rows.map(({ type, id }) => `${type}/${id}`))), rows]
      : // earlier: what the log has changed since stays, and what it has removed since is not brought back
        [[], withoutGone(store, patient, rows)]
  const applied = applyRows(store, current)
  // while a snapshot is taken in, also one as of its very point: it is not to be taken for one from before
  const isAhead = asOf.seq > read.seq || hydratingEpoch(store) !== null
  store
    .prepare(
      `UPDATE chart SET held = 'yes', loadMin = NULL, asOf = ?, wantedAt = NULL, loadedAt = ? WHERE patient = ?`,
    )
    .run(isAhead ? asOf.seq : null, at, patient)
  store.prepare('DELETE FROM chart_gone WHERE patient = ?').run(patient)
  if (asOf.seq > (highestTaken(store)?.seq ?? -1)) store.sync.set('asOf', cursorText(asOf))
  return { tables: [...new Set([...tables, ...applied.tables, 'chart'])], patients: [patient] }
}

function withoutGone(store: Store, patient: string, rows: readonly CloudRow[]): readonly CloudRow[] {
  const gone = new Map(
    store
      .prepare<[string], { type: string; id: string; version: number }>(
        'SELECT type, id, version FROM chart_gone WHERE patient = ?',
      )
      .all(patient)
      .map(({ type, id, version }) => [`${type}/${id}`, version]),
  )
  return rows.filter(({ type, id, version }) => version > (gone.get(`${type}/${id}`) ?? 0))
}
