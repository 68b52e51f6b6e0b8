/** `npm run check`: types, lint, form, and the tests that need no browser, keychain or build. Under two minutes. */
import { bin, run, step } from './proc.ts'

export async function checkSources(): Promise<void> {
  // each of them takes one core
  await step('types and form (prettier)', async () => {
    const codes = await Promise.all([
      typesOf(['tsconfig.json', 'tsconfig.shared.json', 'tsconfig.renderer.json']),
      run(bin('prettier'), ['--check', '--log-level', 'warn', '.']),
    ])
    return codes.find((code) => code !== 0) ?? 0
  })
  await step('lint', () => run(bin('oxlint'), ['--type-aware', '--deny-warnings']))
}

/** The first that fails ends it. */
async function typesOf(projects: readonly string[]): Promise<number> {
  for (const project of projects) {
    const code = await run(bin('tsc'), ['-p', project])
    if (code !== 0) return code
  }
  return 0
}

export async function task(): Promise<number> {
  await checkSources()
  await step('unit and invariants', () =>
    run(bin('vitest'), ['run', '--project', 'unit', '--project', 'invariants']),
  )
  return 0
}
