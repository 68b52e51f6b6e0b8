/** `npm run sim`: the simulator of sync over many seeds, and the rules of the protocol taken away one by one. */
import { parseArgs } from 'node:util'
import { mutants } from '../tests/simulation/mutants.ts'
import { planOf } from '../tests/simulation/plan.ts'
import type { Hunt } from '../tests/simulation/run-mutants.ts'
import { shrink } from '../tests/simulation/shrink.ts'
import { inThreads } from './sim/in-threads.ts'
import type { Asked, SeedResult } from './sim/worker.ts'

const usage = `npm run sim -- [--seeds 200] [--from 1] [--jobs 1] [--json]
npm run sim -- --mutants [--seeds 60] [--only TEXT] [--every 1] [--jobs 1] [--json]`

type Options = Readonly<{
  seeds: number
  from: number
  jobs: number
  json: boolean
  only: string
  /** Of the mutants, each so many's: a part of them for a run that has other things to do. */
  every: number
}>

/** 0; 1 where a promise was broken or a mutant survived; 2 where it was asked for wrongly. */
export async function task(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      from: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
      every: { type: 'string', default: '1' },
      mutants: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const { json, only } = values
  const seeds = Number(values.seeds ?? (values.mutants ? 60 : 200))
  const [from, jobs, every] = [Number(values.from), Number(values.jobs), Number(values.every)]
  const sound = [seeds, from, jobs, every].every(Number.isSafeInteger)
  if (!sound || seeds < 1 || from < 0 || jobs < 1 || every < 1) {
    console.error(usage)
    return 2
  }
  const options = { seeds, from, jobs, json, only, every }
  return values.mutants ? huntAll(options) : runSeeds(options)
}

async function runSeeds({ seeds, from, jobs, json }: Options): Promise<number> {
  const start = performance.now()
  const totals: Record<string, number> = {}
  const failed: { seed: number; invariant: number; what: string }[] = []
  const asked = Array.from({ length: seeds }, (_, n): Asked => ({ seed: from + n }))
  await inThreads(asked, jobs, (result) => {
    const { seed, violation, counts } = result as SeedResult
    for (const [name, n] of Object.entries(counts)) totals[name] = (totals[name] ?? 0) + n
    if (violation) failed.push({ seed, ...violation })
  })
  failed.sort((a, b) => a.seed - b.seed)
  if (!json) for (const { seed, invariant } of failed.slice(0, 5)) await tell(seed, invariant)
  const seconds = secondsSince(start)
  if (json) console.log(JSON.stringify({ seeds, from, seconds, totals, failed }))
  else {
    for (const { seed, invariant, what } of failed)
      console.log(`seed ${seed}: invariant ${invariant}: ${what}`)
    console.log(`${seeds} seeds in ${seconds} s, ${failed.length} failed`, totals)
  }
  return failed.length === 0 ? 0 : 1
}

/** The shortest story of a seed that failed. */
async function tell(seed: number, invariant: number): Promise<void> {
  const { plan, outcome } = await shrink(planOf(seed), invariant)
  console.log(`seed ${seed}, without what it does not need:`)
  console.log(outcome.story.slice(-120).join('\n'))
  const needed = Object.entries(plan.faults).filter(([, weight]) => weight > 0)
  const faults = needed.map(([name]) => name).join(', ')
  console.log(
    `needed: ${plan.workstations} workstations, ${plan.lengthMs / 1000} s, ${faults || 'no fault'}\n`,
  )
}

async function huntAll({ seeds, json, only, every, jobs }: Options): Promise<number> {
  const start = performance.now()
  const hunts: Hunt[] = []
  const asked = mutants.flatMap(({ name }, mutant): Asked[] =>
    name.includes(only) && mutant % every === 0 ? [{ mutant, seeds }] : [],
  )
  await inThreads(asked, jobs, (result) => {
    const found = result as Hunt
    hunts.push(found)
    if (json) return
    const { name, killed, seed, invariant, what } = found
    const by = seed === 0 ? 'directed test' : `seed ${seed}, invariant ${invariant}`
    if (killed) console.log(`killed   ${name}: ${by}: ${what.slice(0, 160)}`)
    else console.log(`SURVIVED ${name}: ${seed} seeds, ${what}`)
  })
  const killed = hunts.filter((found) => found.killed).length
  if (json) console.log(JSON.stringify({ seconds: secondsSince(start), killed, hunts }))
  else console.log(`${killed} of ${hunts.length} killed in ${secondsSince(start)} s`)
  return killed === hunts.length ? 0 : 1
}

const secondsSince = (start: number): number => Math.round((performance.now() - start) / 100) / 10
