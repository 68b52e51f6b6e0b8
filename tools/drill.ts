/** `npm run drill`: what a practice goes through, played through from end to end, with an account of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { outage } from './drill/outage.ts'

const usage = 'npm run drill -- outage [--hours 72] [--workstations 5] [--seed 1] [--json]'

/** 0; 1 where anything was lost, was there twice or differs; 2 where it was asked for wrongly. */
export async function task(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      hours: { type: 'string', default: '72' },
      workstations: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  })
  const [hours, workstations, seed] = [Number(values.hours), Number(values.workstations), Number(values.seed)]
  if (
    positionals.join() !== 'outage' ||
    ![hours, workstations, seed].every(Number.isSafeInteger) ||
    hours < 1 ||
    workstations < 1
  ) {
    console.error(usage)
    return 2
  }
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-drill-'))
  const start = performance.now()
  try {
    const { faults, ...account } = await outage({ folder, hours, workstations, seed })
    const seconds = Math.round((performance.now() - start) / 100) / 10
    if (values.json) console.log(JSON.stringify({ hours, workstations, seed, seconds, ...account, faults }))
    else {
      const { made, madeOffline, delivered, conflicts, open, refused, lost, duplicated } = account
      console.log(`${hours} hours without a line, ${workstations} workstations, ${seconds} s`)
      console.log(`  made              ${made}, of those ${madeOffline} without a line`)
      console.log(`  delivered         ${delivered}`)
      console.log(`  conflicts shown   ${conflicts}, of those ${open} wait for a choice`)
      console.log(`  refused           ${refused}`)
      console.log(`  lost              ${lost}`)
      console.log(`  there twice       ${duplicated}`)
      console.log(`  the line          ${account.flickers} moments`, account.line, account.unreachable)
      console.log(`  reconciled in     ${account.reconciledSeconds} s`)
      for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`)
    }
    return faults.length === 0 && account.lost === 0 && account.duplicated === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
