/** By number: 1 is Monday. */
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const

/** `Tue`. */
export const shortDay = (name: string): string => name.slice(0, 3)

/** `Mon–Fri`, `Tue, Thu`, `Mon–Wed, Sat`; empty where none is named. 1 is Monday. */
export function weekdaysText(days: readonly number[]): string {
  const runs: number[][] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => shortDay(weekdayNames[(day ?? 1) - 1] ?? '')
  return runs
    .flatMap((run) => (run.length < 3 ? run.map(name) : [`${name(run[0])}–${name(run.at(-1))}`]))
    .join(', ')
}
