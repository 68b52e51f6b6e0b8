/**
 * What is usual for one person, by their own days at a workstation, and whether today is far from it. The middle of their days and the
 * middle of how far those are from it (median and MAD) are what one odd day hardly moves.
 */

/** Days that are looked at: a workstation keeps its log for that long after the cloud has signed for it. */
export const usualDays = 35
/** Days with charts, and days since the first of them, before which nothing is said. */
const daysWorked = 10
const daysKnown = 14
/** Fewer charts in a day than these are never many. */
export const leastCharts = 25
/** A day is far off that is more than twice the usual, and further from it than so many times what their days differ by. */
const times = 2
const spreads = 5
/** The MAD of what is spread normally, as its standard deviation. */
const ofNormal = 1.4826

/** A day that has passed (YYYY-MM-DD, at the practice), and how many different charts they opened on it. */
export type Day = Readonly<{ day: string; charts: number }>
export type Usual = Readonly<{
  /** Charts in a usual day, to a whole number. */
  usual: number
  /** More than these are told. */
  most: number
}>

/** Null in somebody's first weeks, or where they were hardly here. `days` are before `today`, each once; days without charts are left out. */
export function usualReading(days: readonly Day[], today: string): Usual | null {
  const worked = days.filter(({ day, charts }) => charts > 0 && day < today)
  const first = worked.reduce((least, { day }) => (day < least ? day : least), today)
  if (worked.length < daysWorked || Date.parse(today) - Date.parse(first) < daysKnown * 86_400_000)
    return null
  const charts = worked.map((each) => each.charts)
  const usual = median(charts)
  const spread = ofNormal * median(charts.map((each) => Math.abs(each - usual)))
  return {
    usual: Math.round(usual),
    most: Math.floor(Math.max(leastCharts, times * usual, usual + spreads * spread)),
  }
}

/** Of one number at least. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  const upper = sorted[half] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2
}
