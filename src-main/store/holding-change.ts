/** From one rule of what is to be held to the next: what has to be brought for it, and what no longer. Each act is one transaction. */
import { z } from 'zod'
import { Holding } from '../../shared/sync/charts.ts'
import { dropChartRows } from './chart-rows.ts'
import { anyChartAway, wantChart } from './chart-state.ts'
import { holdingOf } from './holding.ts'
import { furthestSeen } from './points.ts'
import type { Store } from './store.ts'

const enactedSetting = 'charts.enacted'
/** The rule that was seen to last, and whether all it had asked for was brought, or is still wanted. */
const Enacted = z.strictObject({ holding: Holding, whole: z.boolean() })
export type Enacted = z.output<typeof Enacted>

/** Null where none has been: a workstation that has read the log from its start holds every chart. */
export function enactedHolding(store: Store): Enacted | null {
  const row = store
    .prepare<[string], { value: string }>('SELECT value FROM workstation_setting WHERE name = ?')
    .get(enactedSetting)
  return row ? Enacted.parse(JSON.parse(row.value)) : null
}

/** Whether this workstation is to hold every chart, and does. */
export const holdsEverything = (store: Store): boolean =>
  holdingOf(store.read) === null && !anyChartAway(store)

/** For use inside a transaction. */
export function noteEnacted(store: Store, enacted: Enacted): void {
  store
    .prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)')
    .run(enactedSetting, JSON.stringify(enacted))
}

/** Everything the rule asks for is wanted: `which` charts, of those that are not held; null for all of them. */
export function enact(store: Store, holding: Holding, which: readonly string[] | null): void {
  store.db
    .transaction(() => {
      if (which) for (const patient of which) wantChart(store, patient, null)
      else
        store
          .prepare(`UPDATE chart SET held = 'loading', loadMin = ?, wantedAt = NULL WHERE held = 'no'`)
          .run(furthestSeen(store)?.seq ?? 0)
      noteEnacted(store, { holding, whole: true })
    })
    .immediate()
}

/**
 * Some of what an earlier rule asked for, and no person did, is not brought any more; but for charts of which there are two
 * versions. How many it was.
 */
export function wantNoLonger(store: Store, before: Enacted, atOnce: number): number {
  const unwanted = store
    .prepare<[number], { patient: string }>(
      `SELECT patient FROM chart WHERE held = 'loading' AND wantedAt IS NULL
       AND NOT EXISTS (SELECT 1 FROM conflicts c WHERE c.patientId = chart.patient AND c.state = 'open') LIMIT ?`,
    )
    .all(atOnce)
  const leave = store.prepare(`UPDATE chart SET held = 'no', loadMin = NULL WHERE patient = ?`)
  if (unwanted.length === 0) return 0
  store.relaxed(() => {
    noteEnacted(store, { ...before, whole: false })
    for (const { patient } of unwanted) {
      dropChartRows(store, patient)
      leave.run(patient)
      store.prepare('DELETE FROM chart_gone WHERE patient = ?').run(patient)
    }
  })
  return unwanted.length
}
