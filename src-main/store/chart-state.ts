/** Which charts are held here, which are being loaded, and which are not. For use inside a transaction where they change something. */
import type { Cursor } from '../../shared/sync/wire.ts'
import { hydratingEpoch, readManifest } from './manifest.ts'
import { cursorOf, furthestSeen } from './points.ts'
import type { Store } from './store.ts'

/** Of a chart that is not simply held. */
export type ChartState = Readonly<{
  held: 'no' | 'loading' | 'yes'
  /** Loading: no answer as of an earlier number of the log is taken. */
  loadMin: number | null
  /** Held: as of this number, which the log has not been read to yet, or to which a snapshot is just taken in. */
  asOf: number | null
}>

/** Undefined for a chart that is held whole, as of the cursor. */
export const chartState = (store: Store, patient: string): ChartState | undefined =>
  store.prepare<[string], ChartState>('SELECT held, loadMin, asOf FROM chart WHERE patient = ?').get(patient)

/** Whether some chart is not held, or is as of a later point than the cursor. */
export const anyChartAway = (store: Store): boolean =>
  store
    .prepare<[], { any: number }>(
      `SELECT EXISTS (SELECT 1 FROM chart WHERE held <> 'yes')
         OR EXISTS (SELECT 1 FROM chart WHERE asOf IS NOT NULL) AS any`,
    )
    .get()?.any === 1

/** Whether some chart is as of a later point than the cursor. */
export const anyChartAhead = (store: Store): boolean =>
  store.prepare('SELECT 1 FROM chart WHERE asOf IS NOT NULL LIMIT 1').get() !== undefined

/** Where the log is read from after what is here: the cursor, or the snapshot that is being taken in; null before either. */
export const readUpTo = (store: Store): Cursor | null =>
  hydratingEpoch(store) === null ? cursorOf(store) : (readManifest(store)?.asOf ?? null)

/**
 * Wants a chart that is not held (T4): from here on its rows in the log are kept, and what was missed until now is in no
 * answer as of an earlier point, nor is anything older than what was ever shown. `at`: a person wants it, now; null where
 * the rules of this workstation do. `from`: the page that is being applied leads there. True where it was not wanted before.
 */
export function wantChart(store: Store, patient: string, at: string | null, from = 0): boolean {
  const loadMin = Math.max(from, furthestSeen(store)?.seq ?? 0)
  const { changes } = store
    .prepare(`UPDATE chart SET held = 'loading', loadMin = ?, wantedAt = ? WHERE patient = ? AND held = 'no'`)
    .run(loadMin, at, patient)
  if (changes > 0) return true
  if (at !== null)
    store.prepare(`UPDATE chart SET wantedAt = ? WHERE patient = ? AND held = 'loading'`).run(at, patient)
  return false
}

/** The same for several, in a transaction of its own. */
export function wantCharts(store: Store, patients: readonly string[], at: string): void {
  store.relaxed(() => {
    for (const patient of patients) wantChart(store, patient, at)
  })
}

/** It is in front of somebody: it stays for as long as this workstation is to keep what was opened on it. */
export function noteUsed(store: Store, patient: string, at: string): void {
  store
    .prepare(
      `INSERT INTO chart (patient, held, usedAt) VALUES (?, 'yes', ?)
       ON CONFLICT (patient) DO UPDATE SET usedAt = excluded.usedAt`,
    )
    .run(patient, at)
}

/** The log has been read to `seq`: what was taken up to there is as of the cursor like everything else. */
export function passCharts(store: Store, seq: number): void {
  store.prepare('UPDATE chart SET asOf = NULL WHERE asOf <= ?').run(seq)
}

/** Another history is read, or a snapshot from its beginning: what was taken of the old one says nothing of it. */
export function forgetPoints(store: Store): void {
  store.prepare(`UPDATE chart SET asOf = NULL WHERE asOf IS NOT NULL`).run()
  store.prepare(`UPDATE chart SET loadMin = 0 WHERE held = 'loading'`).run()
  store.prepare('DELETE FROM chart_gone').run()
}

/** The charts that are to be brought next: what a person wants goes first, the last wish before the others. */
export const nextWanted = (store: Store, atMost: number): { patient: string; loadMin: number }[] =>
  store
    .prepare<[], { patient: string; loadMin: number }>(
      // a number that is bound here would have SQLite plan anew each time; it is 1, but for charts that cannot be brought
      `SELECT patient, loadMin FROM chart WHERE held = 'loading' ORDER BY wantedAt DESC LIMIT ${atMost}`,
    )
    .all()

/** Whether there is a chart that is neither held nor to be brought. */
export const isAnyAway = (store: Store): boolean =>
  store.prepare<[]>(`SELECT 1 FROM chart WHERE held = 'no' LIMIT 1`).get() !== undefined

export const countLoading = (store: Store): number =>
  store.prepare<[], { n: number }>(`SELECT count(*) AS n FROM chart WHERE held = 'loading'`).get()?.n ?? 0
