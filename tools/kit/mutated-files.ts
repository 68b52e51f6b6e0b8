/** Tests of a product that lacks a rule: what stands in its files instead, said to Vitest by whoever takes the rule away (tests/simulation/run-mutants.ts). */
import { join } from 'node:path'
import { root } from '../proc.ts'

/** The variable of the environment: JSON, a list of file (from the root) and text. */
export const mutatedFiles = 'HOLDFAST_MUTATED'

/** The plugin that gives them; none where nothing is taken away. */
export function mutatingPlugins(): { name: string; enforce: 'pre'; load(id: string): string | null }[] {
  const said = process.env[mutatedFiles]
  if (said === undefined) return []
  const texts = new Map(
    (JSON.parse(said) as [string, string][]).map(([file, text]) => [join(root, file), text]),
  )
  return [
    { name: 'holdfast-mutated', enforce: 'pre', load: (id) => texts.get(id.split('?')[0] ?? '') ?? null },
  ]
}
