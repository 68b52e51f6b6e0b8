/** `npm run morning`: a whole morning of a front desk, on the screen of two workstations; its account into out/morning, pictures into out/screens. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { keyringMissing, runWithKeyring } from './keyring.ts'
import { bin, root } from './proc.ts'
import { buildIfStale } from './start/fresh-build.ts'

const usage = 'npm run morning -- [--seed 1]'

/** 0; 1 where anything is missing, is there twice or differs; 2 where it was asked for wrongly. */
export async function task(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' } },
  })
  if (positionals.length > 0 || !/^\d{1,9}$/.test(values.seed)) {
    console.error(usage)
    return 2
  }
  const missing = keyringMissing()
  if (missing !== null) {
    console.error(`The apps need a keychain: ${missing}.`)
    return 1
  }
  console.log(`build     ${await buildIfStale()}`)
  const out = join(root, 'out', 'morning')
  rmSync(out, { recursive: true, force: true })
  const account = join(out, 'account.txt')
  const env = {
    HOLDFAST_MORNING: 'whole',
    HOLDFAST_SEED: values.seed,
    HOLDFAST_PICTURES: '1',
    NODE_COMPILE_CACHE: join(root, 'out', 'compiled'),
  }
  const code = await runWithKeyring(
    bin('vitest'),
    ['run', '--project', 'e2e', 'tests/e2e/front-desk-morning.test.ts'],
    { env },
  )
  if (existsSync(account)) console.log(`\n${readFileSync(account, 'utf8')}`)
  return code
}
