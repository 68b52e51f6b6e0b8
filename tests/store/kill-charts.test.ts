/** kill -9 while charts come and go: each is here whole or not at all, nothing that was made here is gone, and it goes on. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginEpoch } from '../../src-main/store/epoch-change.ts'
import { openStore, type Store } from '../../src-main/store/store.ts'
import { chartRecords } from '../../src-main/store/chart-rows.ts'
import { known } from '../../src-main/store/known-records.ts'
import { epoch, heldOf, holdRecent, line, read } from '../kit/charts-here.ts'
import { bundled, runChild } from '../kit/children.ts'
import { lookThenKill } from '../kit/every-step.ts'
import { patientRow, patientsOf, rowsEach } from '../kit/endless-charts.ts'
import { makeFolder, removeFolder, tempFolder } from '../kit/practice.ts'
import { localMigrations } from '../kit/store.ts'

const rounds = Number(process.env['HOLDFAST_ROUNDS'] ?? 40)
/** So many of them are of one process: before it is killed it stands still at the others, and what it would leave is laid aside. */
const looks = 4
const charts = 8
const key = Buffer.alloc(32, 7)
const template = makeFolder()
const openAt = (folder: string, create = false): Store =>
  openStore(join(folder, 'clinical.db'), key, localMigrations, { create })

let child = ''
beforeAll(async () => {
  child = bundled('kill-charts-child')
  const store = openAt(template, true)
  beginEpoch(store, epoch)
  holdRecent(store, 120)
  read(
    store,
    90,
    patientsOf(charts).map((_id, n) => line('patient', n + 1, patientRow(n))),
  )
  const away = store.db.prepare(`INSERT INTO chart (patient, held) VALUES (?, 'no')`)
  for (const patient of patientsOf(charts)) away.run(patient)
  store.close()
})
afterAll(() => removeFolder(template))

type Said = { patient?: string; held?: string; op?: string }

/** What is there by halves, or not there and was said to be. */
function faultsOf(store: Store, said: readonly Said[], last: ReadonlyMap<string, string>): string[] {
  const faults: string[] = []
  const ops = new Set(store.db.prepare('SELECT op FROM outbox').pluck().all() as string[])
  for (const { op } of said) if (op !== undefined && !ops.has(op)) faults.push(`op ${op} is gone`)
  for (const patient of patientsOf(charts)) {
    const held = heldOf(store, patient)
    const counts = chartRecords(known).map(({ table, type }) => {
      const made = store.db
        .prepare(
          `SELECT count(*) FROM ${table} t WHERE patientId = ? AND EXISTS (SELECT 1 FROM outbox_effect e WHERE e.id = t.id AND e.type = ?)`,
        )
        .pluck()
        .get(patient, type) as number
      const all = store.db.prepare(`SELECT count(*) FROM ${table} WHERE patientId = ?`).pluck().get(patient)
      return (all as number) - made
    })
    if (held === 'yes' && counts.some((n) => n !== rowsEach)) faults.push(`${patient} is held and not whole`)
    if (held !== 'yes' && counts.some((n) => n > 0))
      faults.push(`${patient} is ${held} and some of it is here`)
    // relaxed: the last of them may be as if it had not been; one before the last may not be older than what was said
    if (last.get(patient) === 'made' && held === 'no') faults.push(`${patient} was let go with work in it`)
  }
  if (store.db.pragma('integrity_check', { simple: true }) !== 'ok') faults.push('integrity')
  return faults
}

function mustBeWhole(folder: string, said: readonly Said[], last: ReadonlyMap<string, string>): Store {
  const store = openAt(folder)
  expect(faultsOf(store, said, last)).toEqual([])
  return store
}

test(`killed ${rounds} times, or as good as, while charts come and go`, { timeout: 600_000 }, async () => {
  const totals = { came: 0, went: 0, made: 0, loading: 0 }
  await Promise.all(
    [0, 1].map(async (lane) => {
      const folder = tempFolder()
      cpSync(template, folder, { recursive: true })
      const said: Said[] = []
      const last = new Map<string, string>()
      for (let round = lane * looks; round < rounds; round += 2 * looks) {
        let heard = 0
        let going: Promise<void> | undefined
        const left: (() => void)[] = []
        const ended = await runChild(child, [folder, key.toString('hex'), String(round + 1)], {
          watch: (line, process) => {
            const each = line as Said
            said.push(each)
            if (each.patient !== undefined) last.set(each.patient, each.op === undefined ? 'none' : 'made')
            totals.came += Number(each.held === 'yes')
            totals.went += Number(each.held === 'no')
            totals.made += Number(each.op !== undefined)
            // some at once, most after something was done, and somewhere in what comes next
            heard += 1
            if (heard <= (round * 7) % 11) return
            going ??= lookThenKill(
              process,
              folder,
              Array.from({ length: looks }, (_each, n) => ((round + ((n + 1) % looks)) * 17) % 60),
              (copy) => {
                const [saidThen, lastThen] = [[...said], new Map(last)]
                left.push(() => mustBeWhole(copy, saidThen, lastThen).close())
              },
            )
          },
        })
        await going
        expect([ended.signal, ended.errors]).toEqual(['SIGKILL', ''])
        for (const each of left) each()
        const store = mustBeWhole(folder, said, last)
        totals.loading += store.db
          .prepare(`SELECT count(*) FROM chart WHERE held = 'loading'`)
          .pluck()
          .get() as number
        // so that there is something to let go again: as if the cloud had taken it, and somebody had removed it
        if (round % 16 < 8) {
          store.db.exec('DELETE FROM problems WHERE id IN (SELECT id FROM outbox_effect)')
          store.db.exec('DELETE FROM outbox_effect')
          last.clear()
        }
        store.close()
      }
    }),
  )
  console.log(
    `killed ${rounds} times: ${totals.came} charts had come, ${totals.went} had gone, ${totals.made} changes were made; ${totals.loading} were on their way`,
  )
  expect(Math.min(totals.came, totals.went)).toBeGreaterThan(rounds / 2)
  expect(totals.made).toBeGreaterThan(rounds / 10)
})
