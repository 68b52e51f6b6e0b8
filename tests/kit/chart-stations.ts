/** Workstations that hold charts selectively, on a real cloud. */
import type { Holding } from '../../shared/sync/charts.ts'
import { chartRecords } from '../../src-main/store/chart-rows.ts'
import { known } from '../../src-main/store/known-records.ts'
import { chartState } from '../../src-main/store/chart-state.ts'
import { holdingSetting } from '../../src-main/store/holding.ts'
import type { Store } from '../../src-main/store/store.ts'
import { ChartKeeper, type KeeperParts } from '../../src-main/sync/chart-keeper.ts'
import { isReading } from '../../src-main/sync/negotiation.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { records } from '../../shared/catalog.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import type { Station } from './cloud.ts'
import { rowFor } from './rows.ts'
import { command, newTestId } from './store.ts'

export const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()

export const hold = (store: Store, holding: Holding): void =>
  void store.db
    .prepare('INSERT OR REPLACE INTO workstation_setting (name, value) VALUES (?, ?)')
    .run(holdingSetting, JSON.stringify(holding))

export const keeperOf = (station: Station, more: Partial<KeeperParts> = {}): ChartKeeper =>
  new ChartKeeper({
    store: station.store,
    transport: station.transport,
    now: () => new Date().toISOString(),
    changed: () => undefined,
    isCurrent: () => true,
    isReading: () => isReading(station.engine.needsUpdate),
    greetAgain: () => station.engine.disconnected(),
    failed: (error) => {
      throw error
    },
    ...more,
  })

/** Until there is nothing left to bring or to let go. Fails where that never comes. */
export async function keep(keeper: ChartKeeper): Promise<void> {
  for (let round = 0, idle = 0; idle < 2; round += 1) {
    if (round > 2000) throw new Error('the charts never came to rest')
    try {
      idle = (await keeper.step()) === 'idle' ? idle + 1 : 0
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
    }
  }
}

/** A patient who was seen so many days ago, with a row of every kind in their chart. */
export function seePatient(station: Station, days: number, family: string): string {
  const id = newTestId()
  const row = rowFor(records.patients, 2, { id, family, registeredAt: daysAgo(4000) })
  command(station.store, (tx) => {
    tx.put(records.patients, row as RowOf<typeof records.patients>)
    tx.put(
      records.allergies,
      rowFor(records.allergies, 1, { patientId: id }) as RowOf<typeof records.allergies>,
    )
    for (const record of chartRecords(known)) {
      const moment = { encounter: 'startsAt', report: 'takenAt', document: 'date' }[record.type]
      const given = { patientId: id, ...(moment !== undefined && { [moment]: daysAgo(days) }) }
      tx.put(record, rowFor(record, 1, given))
    }
  })
  return id
}

export const openChart = (station: Station, patient: string): void =>
  station.store.transaction(
    {
      actor: { id: '', displayName: '', roles: [], can: new Set() },
      sessionId: '',
      opId: newTestId(),
      now: new Date().toISOString(),
      newId: newTestId,
    },
    (tx) => void tx.openChart(patient),
  )

export const heldAt = ({ store }: Pick<Station, 'store'>, patient: string): string =>
  chartState(store, patient)?.held ?? 'yes'

/** Every row of the chart, with its version. */
export const chartOf = ({ store }: Pick<Station, 'store'>, patient: string): unknown[] =>
  chartRecords(known).flatMap((record) =>
    (
      store.db
        .prepare(`SELECT id FROM ${record.table} WHERE patientId = ? ORDER BY id`)
        .pluck()
        .all(patient) as string[]
    ).map((id) => [record.type, store.writers.of(record).read(id)]),
  )
