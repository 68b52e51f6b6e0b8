/** `npm run screens`: a picture of every screen, light and dark, into out/screens, and what axe says of each. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { bin, root } from './proc.ts'
import { buildIfStale } from './start/fresh-build.ts'

export async function task(args: readonly string[]): Promise<number> {
  const missing = keyringMissing()
  if (missing !== null) {
    console.error(`The app under test needs a keychain: ${missing}.`)
    return 1
  }
  console.log(`build     ${await buildIfStale()}`)
  rmSync(join(root, 'out', 'screens'), { recursive: true, force: true })
  const env = { HOLDFAST_PICTURES: '1' }
  return runWithKeyring(bin('vitest'), ['run', '--project', 'e2e', 'tests/e2e/screens', ...args], { env })
}
