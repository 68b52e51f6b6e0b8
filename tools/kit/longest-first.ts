/** What takes minutes begins first: begun last, it would be waited for with one core idle. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** By the seconds they take, most of them spent on what a test is about: minutes of an idle desk, thousands of kills, seeds. */
const longest: readonly string[] = [
  'simulation/mutants',
  'simulation/simulation',
  'e2e/lock',
  'e2e/lock-open',
  'e2e/leaks-pack',
  'e2e/leaks-import',
  'store/kill',
  'e2e/screens-cloud',
  'e2e/screens-charts',
  'e2e/nurse-first-day',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const at = longest.findIndex((name) => moduleId.endsWith(`/tests/${name}.test.ts`))
  return at < 0 ? longest.length : at
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => placeOf(one) - placeOf(other))
  }
}
