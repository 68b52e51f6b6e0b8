/** A workstation whose charts come and go until it is killed: `node kill-charts-child.mjs <folder> <key> <seed>`. Says what is done when it is. */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { randomFillSync } from 'node:crypto'
import { makeNewId } from '../../shared/kernel/ids.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { chartState } from '../../src-main/store/chart-state.ts'
import { readMigrations } from '../../src-main/store/migrate.ts'
import { openStore } from '../../src-main/store/store.ts'
import { ChartKeeper } from '../../src-main/sync/chart-keeper.ts'
import { realClock } from '../../tools/kit/workstation.ts'
import { root } from '../../tools/proc.ts'
import { chartsOnly, patientsOf } from '../kit/endless-charts.ts'
import { rowFor } from '../kit/rows.ts'
import { Random } from '../simulation/random.ts'

const [, , folder = '', key = '', seed = '1'] = process.argv
const charts = 8
const say = (line: unknown) => void writeSync(1, `${JSON.stringify(line)}\n`)
const random = new Random(Number(seed))
const store = openStore(
  join(folder, 'clinical.db'),
  Buffer.from(key, 'hex'),
  readMigrations(join(root, 'migrations/local')),
  { create: false },
)
const newId = makeNewId(realClock, (bytes) => randomFillSync(bytes))
const contextNow = (): Context => ({
  actor: { id: newId(), displayName: '', roles: [], can: new Set() },
  sessionId: '',
  opId: newId(),
  now: new Date().toISOString(),
  newId,
})
const keeper = new ChartKeeper({
  store,
  transport: chartsOnly(charts, 90),
  now: () => new Date().toISOString(),
  changed: () => undefined,
  isCurrent: () => true,
  isReading: () => true,
  greetAgain: () => undefined,
})

say({ ready: true })
for (const patients = patientsOf(charts); ;) {
  const patient = random.pick(patients)
  const ctx = contextNow()
  const held = chartState(store, patient)?.held ?? 'yes'
  if (held !== 'yes') {
    // also one that was on its way when the process died
    store.transaction(ctx, (tx) => void tx.openChart(patient))
    while ((await keeper.step()) === 'more');
    say({ patient, held: 'yes' })
  } else if (random.chance(0.15)) {
    const row = rowFor(problems, 1, { id: ctx.newId(), patientId: patient })
    store.transaction(ctx, (tx) => {
      tx.put(problems, row as never)
      tx.close('test.write@1')
    })
    say({ patient, op: ctx.opId })
  } else if (evictChart(store, patient)) say({ patient, held: 'no' })
  // a pipe that nobody reads any more must not keep us alive
  await new Promise((resolve) => setImmediate(resolve))
}
