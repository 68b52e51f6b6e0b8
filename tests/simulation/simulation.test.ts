import { expect, test } from 'vitest'
import { simulateSeed } from './run.ts'

/** Seeds 1 to 200; `npm run sim -- --seeds 10000 --jobs 2` runs more. */
const seeds = Array.from({ length: 200 }, (_, n) => n + 1)

test.each([0, 1, 2, 3])('200 seeds keep every promise, part %i', { timeout: 600_000 }, async (part) => {
  const totals: Record<string, number> = {}
  for (const seed of seeds.filter((each) => each % 4 === part)) {
    const { violation, counts, story } = await simulateSeed(seed)
    if (violation) throw new Error(`seed ${seed}\n${story.slice(-40).join('\n')}`)
    for (const [name, n] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + n
  }
  // a run in which nothing happens proves nothing
  for (const name of ['ops', 'applied', 'merged', 'conflict', 'rejected', 'held', 'kills'])
    expect(totals[name]).toBeGreaterThan(10)
  for (const name of [
    'restores of the cloud',
    'restores of workstations',
    'clones',
    'actor.not-permitted',
    'access.not-yourself',
  ])
    expect(totals[name]).toBeGreaterThan(0)
})

test('a run is the same each time', async () => {
  const [first, second] = [await simulateSeed(7), await simulateSeed(7)]
  expect(second.story).toEqual(first.story)
  expect(first.story.length).toBeGreaterThan(50)
})
