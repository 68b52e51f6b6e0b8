/** Loads the product once more for each mutant, with one rule taken away as it is read, and runs seeds until it is found out. */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../../tools/proc.ts'
import { mutants, type Edit, type Mutant } from './mutants.ts'
import { planWith, type Plan } from './plan.ts'
import { simulate as simulateAsItIs, type Outcome } from './run.ts'

export type Hunt = Readonly<{ name: string; killed: boolean; seed: number; invariant: number; what: string }>

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
    // everything a mutant imports is the mutant's own
    resolve(specifier, context, next) {
      const found = next(specifier, context)
      const of =
        context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get('mutant')
      return of === null || !isOurs(found.url) ? found : { ...found, url: `${found.url}?mutant=${of}` }
    },
    load(url, context, next) {
      const mutant = isOurs(url) ? mutantOf(url) : undefined
      const edits = mutant ? editsOf(mutant).filter(({ file }) => url.includes(`/${file}?`)) : []
      if (!mutant || edits.length === 0) return next(url, context)
      return { format: 'module-typescript', source: mutated(mutant.name, edits), shortCircuit: true }
    },
  })
}

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
  hook()
  const index = mutants.indexOf(mutant)
  const run = pathToFileURL(join(root, 'tests/simulation/run.ts')).href
  const { simulate } = (await import(`${run}?mutant=${index}`)) as {
    simulate: (plan: Plan) => Promise<Outcome>
  }
  const seeds = Array.from({ length: Math.max(most, mutant.seeds ?? 0) }, (_, n) => n + 1)
  for (const seed of [...(mutant.first === undefined ? [] : [mutant.first]), ...seeds]) {
    const plan = { ...planWith(seed, mutant.often), ...mutant.plan }
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
