/** `npm test`: everything that must pass. */
import { task as build } from './build.ts'
import { checkSources } from './check.ts'
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { bin, step } from './proc.ts'

export async function task(args: readonly string[]): Promise<number> {
  const missing = keyringMissing()
  if (missing !== null) console.log(`skipped: tests of the OS keychain (${missing})`)
  await checkSources()
  await step('build', build)
  await step('tests', () => runWithKeyring(bin('vitest'), ['run', ...args]))
  return 0
}
