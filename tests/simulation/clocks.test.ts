import { expect, test } from 'vitest'
import { planOf } from './plan.ts'
import { simulate } from './run.ts'

/** What became of each op, where no clock has a say: `low` fields go by clocks, and so does which charts are recent. */
async function outcomes(seed: number, skew: number) {
  const plan = planOf(seed)
  const faults = { ...plan.faults, skew, evictChart: 0 }
  const { world, violation } = await simulate({ ...plan, low: false, selective: false, faults })
  expect(violation).toBeNull()
  const { results, rows } = world.cloud.state
  expect(world.issued.size).toBeGreaterThan(5)
  const decided = [...world.issued.values()].map(({ op, n }) => {
    const status = results.get(op.op)?.result.status
    return `${n} ${status}`
  })
  const clinical = [...rows]
    .filter(([key]) => /^(allergy|medication|problem)/.test(key))
    .map(([, { row }]) => [row?.['note'], row?.['name'], row?.['substance'], row?.['directions']])
  return { decided, clinical }
}

test(
  'clocks that are years off change nothing where no field goes by them',
  { timeout: 400_000 },
  async () => {
    for (let seed = 1; seed <= 5; seed += 1) expect(await outcomes(seed, 1)).toEqual(await outcomes(seed, 0))
  },
)
