/** `npm run torture`: real processes of a practice, killed at random while they work; then every fact is asked for. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { torture } from './torture/torture.ts'

const usage = 'npm run torture -- [--kills 300] [--workstations 3] [--seed 1] [--json]'

/** 0; 1 where anything was lost, was there twice or differs; 2 where it was asked for wrongly. */
export async function task(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string', default: '300' },
      workstations: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  })
  const [kills, workstations, seed] = [Number(values.kills), Number(values.workstations), Number(values.seed)]
  if (![kills, workstations, seed].every(Number.isSafeInteger) || kills < 0 || workstations < 1) {
    console.error(usage)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-torture-'))
  const start = performance.now()
  try {
    const said = (what: string) => console.error(`torture: ${what}`)
    const { faults, killed, ...account } = await torture({ folder, kills, workstations, seed, said })
    const seconds = Math.round((performance.now() - start) / 100) / 10
    if (values.json)
      console.log(JSON.stringify({ kills, workstations, seed, seconds, killed, ...account, faults }))
    else {
      console.log(`${kills} kills in ${seconds} s`, killed, account)
      for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`)
    }
    return faults.length === 0 && account.lost === 0 && account.duplicated === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
