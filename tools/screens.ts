/** `npm run screens`: a picture of every screen, light and dark, into out/screens, and what axe says of each. */
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { bin } from './proc.ts'
import { buildIfStale } from './start/fresh-build.ts'

export async function task(args: readonly string[]): Promise<number> {
  const missing = keyringMissing()
  if (missing !== null) {
    console.error(`The app under test needs a keychain: ${missing}.`)
    return 1
  }
  console.log(`build     ${await buildIfStale()}`)
  return runWithKeyring(bin('vitest'), ['run', '--project', 'e2e', 'tests/e2e/screens.test.ts', ...args])
}
