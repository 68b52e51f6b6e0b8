/** What a schedule takes: a year of 20 providers, 120,000 appointments (docs/bench.md, "The schedule"). */
import { statSync } from 'node:fs'
import type { Bench } from './areas.ts'
import type { Figure } from './figure.ts'
import { measureGrid } from './schedule-grid.ts'
import { onOneDay, openSchedule } from './schedule-practice.ts'
import { countingReports } from './schedule-reports.ts'
import { findingSlots } from './schedule-slots.ts'
import { fileOf } from './store-file.ts'

export async function* measure(bench: Bench): AsyncGenerator<Figure> {
  const { practice, quick, rounds } = bench
  const { desk, facts } = await openSchedule(practice, quick)
  try {
    yield {
      name: 'schedule.appointments',
      value: facts.appointments,
      unit: '',
      bar: null,
      note: `of ${facts.providers.length} providers at ${facts.locationIds.length} locations; ${onOneDay} of them today`,
    }
    yield {
      name: 'schedule.size.per-appointment',
      value: statSync(fileOf(practice)).size / facts.appointments / 1024,
      unit: 'KiB',
      bar: null,
      note: `the store's file, its ${practice.patients} patients and what waits to be sent with it`,
    }
    yield* findingSlots(desk, facts, rounds)
    yield* countingReports(desk, facts, rounds)
  } finally {
    desk.close()
  }
  // the app opens what this has closed
  yield* measureGrid(bench, facts)
}
