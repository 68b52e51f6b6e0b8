/** Reports of visits one by one: of each provider, of all with each visit once, and over time. */
import { setImmediate } from 'node:timers/promises'
import { localAt } from '../../shared/schedule/day-axis.ts'
import type { Report } from '../../shared/schedule/get-report.ts'
import type { Periods } from '../../shared/schedule/reports/periods.ts'
import type { ReportVisit } from '../../shared/schedule/reports/visit.ts'
import type { Reader } from '../store/reader.ts'
import { visitsBetween } from './report.sql.ts'
import type { ResourceRow } from './schedule.sql.ts'
import type { Places } from './zones.ts'

export type Asking = Readonly<{
  places: Places
  within(locationId: string): boolean
  periods: Periods
  nowMin: number
  /** Some are asked for by name: what is with nobody of them is not counted. */
  onlyThese: boolean
}>

export type Made<Sums> = Readonly<{
  make(): Sums
  add(sums: Sums, visit: ReportVisit): unknown
  values(sums: Sums): (number | null)[]
  main(sums: Sums): number | null
}>

/** Minutes whose visits are read at once: some milliseconds, so that nobody at a desk waits for a year of them. */
const atOnce = 1440

/** Visits that may be of a stretch of local days, a little of it at a time, with a turn for others between. */
export async function* visitsOf(
  read: Reader,
  { first, last }: Pick<Periods, 'first' | 'last'>,
  before = 0,
): AsyncGenerator<ReportVisit[]> {
  // wherever a location is, its days begin at most a day before or after those of UTC
  for (let at = (first - 1) * 1440 - before; at < (last + 2) * 1440; at += atOnce) {
    yield visitsBetween(read, at, Math.min(at + atOnce, (last + 2) * 1440))
    await setImmediate()
  }
}

export async function visitReport<Sums>(
  read: Reader,
  wanted: readonly ResourceRow[],
  { places, within, periods, onlyThese }: Asking,
  { make, add, values, main }: Made<Sums>,
): Promise<Report> {
  const byProvider = new Map(wanted.map(({ id }) => [id, { sums: make(), any: false }]))
  const all = make()
  const course = periods.days.map(make)
  for await (const visits of visitsOf(read, periods))
    for (const visit of visits) {
      const { locationId, providers } = visit.plan
      const point = course[periods.at(localAt(places.zoneOf(locationId), visit.startMin).dayNumber) ?? -1]
      if (!point || !within(locationId)) continue
      const theirs = new Set(providers.flatMap((id) => byProvider.get(id) ?? []))
      if (theirs.size === 0 && onlyThese) continue
      for (const row of theirs) {
        row.any = true
        add(row.sums, visit)
      }
      add(all, visit)
      add(point, visit)
    }
  return {
    rows: wanted.flatMap(({ id, name, active }) => {
      const row = byProvider.get(id)
      // whoever is archived stands there for what they did
      return row && (active || row.any) ? [{ resourceId: id, name, values: values(row.sums) }] : []
    }),
    all: wanted.length === 0 ? null : values(all),
    course: periods.days.map((day, at) => ({ day, value: main(course[at] ?? make()) })),
  }
}
