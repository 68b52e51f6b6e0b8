/** `npm test`: everything that must pass. */
import { join } from 'node:path'
import { task as build } from './build.ts'
import { checkSources } from './check.ts'
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { bin, root, step } from './proc.ts'

export async function task(args: readonly string[]): Promise<number> {
  const missing = keyringMissing()
  if (missing !== null) console.log(`skipped: tests of the OS keychain (${missing})`)
  await checkSources()
  await step('build', build)
  // hundreds of processes are started, and most of them are to read the same modules
  const env = { NODE_COMPILE_CACHE: join(root, 'out', 'compiled') }
  await step('tests', () => runWithKeyring(bin('vitest'), ['run', ...args], { env }))
  return 0
}
