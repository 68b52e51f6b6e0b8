/** Which charts a workstation holds, and how one that it does not hold is brought (docs/sync.md, "Charts"). */
import { z } from 'zod'
import { Id } from '../kernel/fields.ts'
import { coreTypes } from './hydrate.ts'

/** A snapshot is cut where the charts in it were last active so many months before it was made. */
export const monthSteps = [3, 6, 12, 18, 24, 36, 60] as const

/** Charts that were active in the last `months`, and those that were opened on this workstation in the last `days`. */
export const RecentCharts = z.strictObject({
  months: z.int().min(1).max(120),
  days: z.int().min(1).max(730),
})
export type RecentCharts = z.output<typeof RecentCharts>
/** What a workstation is to hold beside what is always there; null for every chart. */
export const Holding = RecentCharts.nullable()
export type Holding = z.output<typeof Holding>

export const suggestedHolding: RecentCharts = { months: 18, days: 90 }

/**
 * What makes a chart active: the rows that say when somebody was seen or something came in, and in which field. A chart
 * without any is as old as its patient's registration.
 */
export const activityFields = { encounter: 'startsAt', report: 'takenAt', document: 'date' } as const

/** When the row says that its chart was active; null for one that says nothing of it. */
export function activityOf(type: string, row: Readonly<Record<string, unknown>>): string | null {
  const field: string | undefined = (activityFields as Readonly<Record<string, string>>)[type]
  const value = field === undefined ? null : row[field]
  return typeof value === 'string' ? value : null
}

/** The first day that is within the last `months` at `nowMs`: YYYY-MM-DD. */
export function firstDayWithin(months: number, nowMs: number): string {
  const day = new Date(nowMs)
  day.setUTCMonth(day.getUTCMonth() - months)
  return day.toISOString().slice(0, 10)
}

/** Whether charts that were active within `within` months, as a segment says of its own, are among those to be held. */
export function isWithin(holding: Holding, within: number | null): boolean {
  if (holding === null || within === 0) return true
  const step = monthSteps.find((each) => each >= holding.months)
  return step === undefined || (within !== null && within <= step)
}

const core: ReadonlySet<string> = new Set(coreTypes)
/** Rows of these types are held of every patient, whoever's chart is not. */
export const isAlwaysHeld = (type: string): boolean => core.has(type)

/** The first line of a chart as the cloud sends it; as many rows follow, each as in a segment. `asOf` is a cursor's text. */
export const ChartHeader = z.object({ patient: Id, asOf: z.string(), rows: z.int().min(0) })
export type ChartHeader = z.output<typeof ChartHeader>

/** Whose charts were active from `since` on, before `before` where that is said. Moments as the rows have them. */
export type Window = Readonly<{ since: string; before: string | null }>
