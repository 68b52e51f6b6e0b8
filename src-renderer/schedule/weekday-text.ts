import { weekdayNames } from './slot-words.ts'

/** `Mon–Fri`, `Tue, Thu`, `Mon–Wed, Sat`; empty where none is named. 1 is Monday. */
export function weekdaysText(days: readonly number[]): string {
  const runs: number[][] = []
  for (const day of days.toSorted((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && last.at(-1) === day - 1) last.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => weekdayNames[(day ?? 1) - 1]?.short ?? ''
  return runs
    .flatMap((run) => (run.length < 3 ? run.map(name) : [`${name(run[0])}–${name(run.at(-1))}`]))
    .join(', ')
}
