/** Loads the product once more for each mutant, with one rule taken away as it is read, and runs seeds until it is found out. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { must } from '../../shared/kernel/errors.ts'
import { mutatedFiles } from '../../tools/kit/mutated-files.ts'
import { root } from '../../tools/proc.ts'
import { mutants, type Edit, type Mutant } from './mutants.ts'
import { planWith, type Plan } from './plan.ts'
import { simulate as simulateAsItIs, type Outcome } from './run.ts'

export type Hunt = Readonly<{ name: string; killed: boolean; seed: number; invariant: number; what: string }>

const run = join(root, 'tests/simulation/run.ts')

const mutantOf = (url: string): Mutant | undefined => {
  const index = new URL(url).searchParams.get('mutant')
  return index === null ? undefined : mutants[Number(index)]
}
const isOurs = (url: string): boolean =>
  url.startsWith(pathToFileURL(root).href) && !url.includes('/node_modules/')

let hooked = false
function hook(): void {
  if (hooked) return
  hooked = true
  registerHooks({
    // what a mutant imports is the mutant's own, where there is something of the mutant in it
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const mutant = context.parentURL === undefined ? undefined : mutantOf(context.parentURL)
      const isOwn = mutant && isOurs(found.url) && concernedBy(mutant).has(fileURLToPath(found.url))
      return isOwn ? { ...found, url: `${found.url}?mutant=${mutants.indexOf(mutant)}` } : found
    },
    load(url, context, next) {
      const mutant = isOurs(url) ? mutantOf(url) : undefined
      const edits = mutant ? editsOf(mutant).filter(({ file }) => url.includes(`/${file}?`)) : []
      if (!mutant || edits.length === 0) return next(url, context)
      return { format: 'module-typescript', source: mutated(mutant.name, edits), shortCircuit: true }
    },
  })
}

/** The files of a run that the mutant's edits are in, and all that import one of them: the others are the same without the rule. */
function concernedBy(mutant: Mutant): ReadonlySet<string> {
  const known = concerned.get(mutant)
  if (known) return known
  const own = new Set(editsOf(mutant).map(({ file }) => join(root, file)))
  const all = [...importsUnder(run)]
  for (let grown = true; grown;) {
    grown = false
    for (const [file, imports] of all)
      if (!own.has(file) && imports.some((each) => own.has(each))) grown = !!own.add(file)
  }
  concerned.set(mutant, own)
  return own
}
const concerned = new Map<Mutant, ReadonlySet<string>>()

/** What each file imports of ours that `first` leads to, by file. */
function importsUnder(first: string): ReadonlyMap<string, readonly string[]> {
  for (const found = [first]; found.length > 0;) {
    const file = found.pop() ?? ''
    if (imported.has(file)) continue
    const named = readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.[^']+\.ts)'/g)
    const files = [...named].map(([, path = '']) => join(dirname(file), path))
    imported.set(file, files)
    found.push(...files)
  }
  return imported
}
const imported = new Map<string, readonly string[]>()

const editsOf = (mutant: Mutant): readonly Edit[] => [mutant, ...(mutant.also ?? [])]

/** The one file of these edits without the rule; throws where a line does not stand there exactly once. */
function mutated(name: string, edits: readonly Edit[]): string {
  let text = ''
  for (const { file, from, to } of edits) {
    text ||= readFileSync(join(root, file), 'utf8')
    const parts = text.split(from)
    if (parts.length !== 2) throw new Error(`"${name}": its line stands ${parts.length - 1} times in ${file}`)
    text = parts.join(to)
  }
  return text
}

export async function hunt(mutant: Mutant, most: number): Promise<Hunt> {
  if (mutant.directed) return byDirectedTest(mutant, mutant.directed)
  hook()
  const index = mutants.indexOf(mutant)
  const { simulate } = (await import(`${pathToFileURL(run).href}?mutant=${index}`)) as {
    simulate: (plan: Plan) => Promise<Outcome>
  }
  const seeds = Array.from({ length: Math.max(most, mutant.seeds ?? 0) }, (_, n) => n + 1)
  for (const seed of [...(mutant.first === undefined ? [] : [mutant.first]), ...seeds]) {
    // pages are taken in whole: the seeds that were found for them are of then
    const plan = { ...planWith(seed, mutant.often), pieceLines: 0, ...mutant.plan }
    const { violation } = await simulate(plan)
    if (!violation) continue
    // what the rule would have prevented: with the rule in place the same run is clean
    const { violation: anyway } = await simulateAsItIs(plan)
    if (!anyway) return { name: mutant.name, killed: true, seed, ...violation }
    return {
      name: mutant.name,
      killed: false,
      seed,
      ...anyway,
      what: `fails with the rule too: ${anyway.what}`,
    }
  }
  return { name: mutant.name, killed: false, seed: most, invariant: 0, what: 'survived' }
}

/** The test fails without the rule, and passes with it. */
async function byDirectedTest(
  mutant: Mutant,
  { file, name }: NonNullable<Mutant['directed']>,
): Promise<Hunt> {
  const edits = editsOf(mutant)
  const texts = [...new Set(edits.map((edit) => edit.file))].map((of) => [
    of,
    mutated(
      mutant.name,
      edits.filter((edit) => edit.file === of),
    ),
  ])
  const [without, withIt] = [
    await passes(file, name, { [mutatedFiles]: JSON.stringify(texts) }),
    await passes(file, name, {}),
  ]
  const what = withIt ? `${file}, "${name}"` : `fails with the rule too: ${file}`
  return { name: mutant.name, killed: withIt && !without, seed: 0, invariant: 0, what }
}

async function passes(file: string, name: string, more: Readonly<Record<string, string>>): Promise<boolean> {
  const { PATH = '', HOME = '' } = process.env
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', file, '-t', `^${name}$`],
    { cwd: root, env: { PATH, HOME, NO_COLOR: '1', ...more }, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number]>])
  // a run that found no such test shows nothing
  must(/\b1 (?:passed|failed)/.test(said), 'mutants.no-such-test')
  return code === 0
}
