/** `npm run check`: types, lint, form, and the tests that need no browser, keychain or build. Under two minutes. */
import { bin, run, step } from './proc.ts'

export async function checkSources(): Promise<void> {
  await step('types', async () => {
    for (const project of ['tsconfig.json', 'tsconfig.shared.json', 'tsconfig.renderer.json']) {
      const code = await run(bin('tsc'), ['-p', project])
      if (code !== 0) return code
    }
    return 0
  })
  await step('lint', () => run(bin('oxlint'), ['--type-aware', '--deny-warnings']))
  await step('form (prettier)', () => run(bin('prettier'), ['--check', '--log-level', 'warn', '.']))
}

export async function task(): Promise<number> {
  await checkSources()
  await step('unit and invariants', () =>
    run(bin('vitest'), ['run', '--project', 'unit', '--project', 'invariants']),
  )
  return 0
}
