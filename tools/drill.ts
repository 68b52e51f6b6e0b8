/** `npm run drill`: what a practice goes through, played through from end to end, with an account of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { outage } from './drill/outage.ts'
import { copyWorkstation, restoreCloud, restoreWorkstation, type RestoreOptions } from './drill/restores.ts'
import type { Account } from './kit/account.ts'

const usage = `npm run drill -- outage [--hours 72] [--workstations 5] [--seed 1] [--json]
npm run drill -- restore [--seed 1] [--json]`

type Asked = Readonly<{ hours: number; workstations: number; seed: number; json: boolean }>

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
  const drill = drills.get(positionals.join())
  if (!drill || ![hours, workstations, seed].every(Number.isSafeInteger) || hours < 1 || workstations < 1) {
    console.error(usage)
    return 2
  }
  return (await drill({ hours, workstations, seed, json: values.json })) ? 0 : 1
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T & { seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-drill-'))
  const start = performance.now()
  try {
    const found = await work(folder)
    return { ...found, seconds: Math.round((performance.now() - start) / 100) / 10 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const isWhole = ({ faults, lost, duplicated }: Account): boolean =>
  faults.length === 0 && lost === 0 && duplicated === 0

/** What every drill says; `made` is what is said of it besides the number. */
function tell({ made, delivered, conflicts, open, refused, lost, duplicated }: Account, more: string): void {
  console.log(`  made              ${made}, of those ${more}`)
  console.log(`  delivered         ${delivered}`)
  console.log(`  conflicts shown   ${conflicts}, of those ${open} wait for a choice`)
  console.log(`  refused           ${refused}`)
  console.log(`  lost              ${lost}`)
  console.log(`  there twice       ${duplicated}`)
}

function tellFaults({ faults }: Account): void {
  for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`)
}

async function runOutage({ hours, workstations, seed, json }: Asked): Promise<boolean> {
  const found = await inFolder((folder) => outage({ folder, hours, workstations, seed }))
  if (json) console.log(JSON.stringify({ hours, workstations, seed, ...found }))
  else {
    console.log(`${hours} hours without a line, ${workstations} workstations, ${found.seconds} s`)
    tell(found, `${found.madeOffline} without a line`)
    console.log(`  the line          ${found.flickers} moments`, found.line, found.unreachable)
    console.log(`  reconciled in     ${found.reconciledSeconds} s`)
    tellFaults(found)
  }
  return isWhole(found)
}

const restores = {
  'the cloud, as it was two hours ago': restoreCloud,
  'a workstation, as it was yesterday': restoreWorkstation,
  'a workstation whose profile was copied': copyWorkstation,
}

async function runRestores({ seed, json }: Asked): Promise<boolean> {
  let whole = true
  const all: object[] = []
  for (const [name, drill] of Object.entries(restores)) {
    const found = await inFolder((folder) => drill({ folder, seed } satisfies RestoreOptions))
    whole = isWhole(found) && whole
    all.push({ name, ...found })
    if (json) continue
    console.log(`${name}: ${found.seconds} s`)
    tell(found, `${found.madeSince} after the backup or the copy`)
    found.told.forEach((why, n) => {
      const rows = found.lostRows[n] ?? 0
      console.log(
        `  desk ${n + 1} is told    ${why.join(', ') || 'nothing'}${rows > 0 ? `; ${rows} rows` : ''}`,
      )
    })
    tellFaults(found)
  }
  if (json) console.log(JSON.stringify({ seed, restores: all }))
  return whole
}

const drills = new Map([
  ['outage', runOutage],
  ['restore', runRestores],
])
