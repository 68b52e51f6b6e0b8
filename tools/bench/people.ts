/** Who is in the practice that is measured. */
import { demoPractice, type DemoResource } from '../demo/practice.ts'

/** The same day in every run, so that the same practice is filled. */
export const benchDay = '2026-06-01'

/** Each long chart is opened once a round, so that no screen has it in a cache. */
export const longChartsIn = (quick: boolean): number => (quick ? 3 : 12)

/**
 * `patients` people with demographics, insurance and allergies, of whom the first has a chart of more than 500
 * encounters; then others with such a chart, until there are `longCharts`.
 */
export function* everybody(patients: number, longCharts: number): Generator<DemoResource> {
  yield* demoPractice({ patients, seed: 1, today: benchDay, depth: 'index', longChart: true })
  for (let more = 1; more < longCharts; more += 1)
    yield* demoPractice({ patients: 1, seed: `long-${more}`, today: benchDay, longChart: true })
}
