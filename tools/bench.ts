/** `npm run bench`: what Holdfast takes, measured in one run and held to its bars (docs/bench.md). */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../shared/kernel/errors.ts'
import { measureOf, type AreaName, type Bench } from './bench/areas.ts'
import type { Figure } from './bench/figure.ts'
import { loadText, machineFacts } from './bench/machine.ts'
import { readOptions, usage, type BenchOptions } from './bench/options.ts'
import { longChartsIn } from './bench/people.ts'
import { copyPractice, keptPractice, type Filled } from './bench/practice.ts'
import { exitCode, jsonLine, summary, tableHead, tableLine } from './bench/report.ts'
import { keptSchedule } from './bench/schedule-practice.ts'
import { removeScratch, scratchFolder } from './bench/scratch.ts'
import { hasKeychain } from './kit/demo-practice.ts'
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { root } from './proc.ts'

const say = (what: string) => console.error(`bench     ${what}`)

export async function task(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    console.error(usage)
    return 2
  }
  if (needsKeyring()) {
    // the kept practice's key must outlive the run, so the keyring's data is kept beside it
    const data = join(root, 'out', 'bench', 'keyring')
    mkdirSync(data, { recursive: true })
    return runWithKeyring(
      process.execPath,
      [...process.execArgv, join(root, 'tools/run.ts'), 'bench', ...args],
      {
        data,
      },
    )
  }
  return measureAll(options)
}

const needsKeyring = () =>
  process.platform === 'linux' && keyringMissing() === null && process.env['HOLDFAST_KEYRING'] !== 'private'

/** Of which practice an area's figures are. */
const kindOf = (name: AreaName) => (name === 'schedule' ? 'schedule' : 'practice')

/** What the areas asked for are measured on, filled where it is not kept. */
async function keptFor(
  { areas, quick, patients }: BenchOptions,
  keyInFile: boolean,
): Promise<Map<'practice' | 'schedule', Filled>> {
  const kinds = new Set(areas.map(kindOf))
  const kept = new Map<'practice' | 'schedule', Filled>()
  if (kinds.has('practice')) {
    const longCharts = longChartsIn(quick)
    kept.set('practice', await keptPractice({ kind: 'practice', patients, longCharts, keyInFile, say }))
  }
  if (kinds.has('schedule')) kept.set('schedule', await keptSchedule({ quick, keyInFile, say }))
  return kept
}

async function measureAll(options: BenchOptions): Promise<number> {
  const { quick, json } = options
  const start = performance.now()
  mkdirSync(join(root, 'out', 'bench'), { recursive: true })
  const folder = scratchFolder(join(root, 'out', 'bench'), 'run')
  const tell = (line: string) => (json ? console.error(line) : console.log(line))
  const figures: Figure[] = []
  try {
    const keyInFile = !(await hasKeychain())
    const practices = await keptFor(options, keyInFile)
    for (const fact of machineFacts(folder)) tell(fact)
    for (const [kind, kept] of practices)
      tell(
        `${kind.padEnd(9)} ${kept.patients} patients, ${kept.resources} resources, key in ${keyInFile ? 'a file' : 'the keychain'}`,
      )
    if (quick) tell('quick     one round on a small practice: a first look, no measure of the product')
    for (const line of tableHead()) tell(line)
    for (const name of options.areas) {
      const kept = practices.get(kindOf(name))
      must(kept, 'bench.practice')
      const practice = copyPractice(kept, join(folder, name))
      const rounds = quick ? { least: 1, most: 1 } : { least: 3, most: 7 }
      const bench: Bench = { practice, folder, quick, rounds, say }
      for await (const figure of (await measureOf(name))(bench)) {
        figures.push(figure)
        console.log(json ? jsonLine(figure) : tableLine(figure))
      }
      rmSync(practice.profile, { recursive: true, force: true })
    }
  } finally {
    removeScratch(folder)
  }
  tell(
    `${summary(figures)}; ${((performance.now() - start) / 1000).toFixed(0)} s, load ${loadText()} at the end`,
  )
  return exitCode(figures)
}
