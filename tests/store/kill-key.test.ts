/** kill -9 at every step of changing the key of the store: it opens with the new one or the one before, for everybody, and nothing is lost (C8). */
import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { getKey } from '../../shared/access/change-key.ts'
import { openWithKit } from '../../shared/access/open-with-kit.ts'
import { recoverPractice } from '../../shared/access/recover-practice.ts'
import { getChart } from '../../shared/charting/get-chart.ts'
import { openCipher } from '../../src-main/store/cipher.ts'
import { openWorkstation, owner } from '../../tools/kit/workstation.ts'
import { bundled, runChild } from '../kit/children.ts'
import { copyOf, everyState } from '../kit/every-step.ts'
import { cameIn, keyPractice, keysIn, leave, nurse, opensWith } from '../kit/key-practice.ts'
import { auditRows, tempFolder } from '../kit/practice.ts'
import { withCode } from '../kit/recovery-input.ts'

let [child, rekeying] = ['', '']
beforeAll(() => {
  child = bundled('kill-key-child')
  rekeying = bundled('kill-rekey-child')
})

test('killed at every step of it', { timeout: 600_000 }, async () => {
  const made = await keyPractice()
  const ends = { before: 0, after: 0 }
  const { steps, states } = await everyState(
    (given, folder) => runChild(child, [folder, nurse.username, nurse.password, given]),
    () => copyOf(made.profile),
    async (profile) => {
      ends[opensWith(join(profile, 'store/clinical.db'), made.firstKey) ? 'before' : 'after'] += 1
      // with the code on paper, and with two sheets, as it lies there
      const [coded, sheeted] = [copyOf(profile), copyOf(profile)]
      const byCode = await openWorkstation({ profile: coded })
      await byCode.call(recoverPractice, withCode(made.code))
      await made.mustHaveAll(byCode, 'half typed')
      await leave(byCode)
      const byKit = await openWorkstation({ profile: sheeted, keys: keysIn(sheeted) })
      const sheets = made.sheets.slice(0, 2)
      await byKit.call(openWithKit, { sheets, names: 'Ana and Bo', reason: 'Nobody can come in at all.' })
      await byKit.call(getChart, { patientId: made.patientId })
      byKit.close()
      // whoever was not there when it was changed
      const first = await cameIn(profile, owner)
      const changes = auditRows(first).filter(({ action }) => action === 'key.changed')
      const { epoch, due, problem } = await first.call(getKey, {})
      expect([epoch, due, problem, changes.length]).toEqual([2, null, null, 1])
      await made.mustHaveAll(first, 'half typed')
      await leave(first)
      const second = await cameIn(profile, nurse)
      await made.mustHaveAll(second, 'half typed by Bo')
      await leave(second)
    },
  )
  console.log(
    `killed at ${steps} steps, ${states} states: ${ends.before} times under the key before, ${ends.after} under the new one`,
  )
  expect(steps).toBeGreaterThan(20)
  expect(Math.min(ends.before, ends.after)).toBeGreaterThan(3)
})

test('killed at twenty moments while a large file is written anew: every row is there, under one key or the other', async () => {
  const folder = tempFolder()
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const file = join(folder, 'first.db')
  const db = openCipher(file, first, true)
  db.exec(`CREATE TABLE rows (b BLOB) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
           INSERT INTO rows SELECT randomblob(1000) FROM n`)
  db.close()
  const rekey = async (name: string, killAfterMs: number | null) => {
    const copy = join(folder, name)
    copyFileSync(file, copy)
    const began = performance.now()
    const { signal, lines } = await runChild(
      rekeying,
      [copy, first.toString('hex'), second.toString('hex')],
      {
        watch: (_line, process) => {
          if (killAfterMs !== null) setTimeout(() => process.kill('SIGKILL'), killAfterMs)
        },
      },
    )
    const isNew = opensWith(copy, second)
    const opened = openCipher(copy, isNew ? second : first, false)
    expect(opened.prepare('SELECT count(*) AS n, sum(length(b)) AS bytes FROM rows').get()).toEqual({
      n: 12_000,
      bytes: 12_000_000,
    })
    expect(opened.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    opened.close()
    return { ms: performance.now() - began, isKilled: signal === 'SIGKILL' && lines.length === 1, isNew }
  }
  const { ms, isNew } = await rekey('whole.db', null)
  expect(isNew).toBe(true)
  let [inside, before] = [0, 0]
  for (let n = 0; n < 20; n += 1) {
    const ended = await rekey(`${n}.db`, (ms * n) / 20)
    if (ended.isKilled) inside += 1
    if (!ended.isNew) before += 1
  }
  console.log(`20 kills: ${inside} before it was done, ${before} left the file under the key before`)
  expect(Math.min(inside, before)).toBeGreaterThan(3)
})
