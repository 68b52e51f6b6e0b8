/** `npm run sim`: the simulator of sync over many seeds, and the rules of the protocol taken away one by one. */
import { parseArgs } from 'node:util'
import { simulateSeed } from '../tests/simulation/run.ts'

const usage = 'npm run sim -- [--seeds 200] [--from 1] [--story] [--json]'

export async function task(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      story: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const [seeds, from] = [Number(values.seeds), Number(values.from)]
  if (!Number.isSafeInteger(seeds) || !Number.isSafeInteger(from) || seeds < 1 || from < 0) {
    console.error(usage)
    return 2
  }
  const start = performance.now()
  const totals: Record<string, number> = {}
  const failed: { seed: number; invariant: number; what: string }[] = []
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { violation, counts, story } = await simulateSeed(seed)
    for (const [name, n] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + n
    if (!violation) continue
    failed.push({ seed, ...violation })
    if (!values.json)
      console.log(`seed ${seed}: invariant ${violation.invariant}: ${violation.what.slice(0, 600)}`)
    if (values.story) console.log(story.join('\n'))
  }
  const seconds = Math.round((performance.now() - start) / 100) / 10
  if (values.json) console.log(JSON.stringify({ seeds, from, seconds, totals, failed }))
  else console.log(`${seeds} seeds in ${seconds} s`, totals, `${failed.length} failed`)
  return failed.length === 0 ? 0 : 1
}
