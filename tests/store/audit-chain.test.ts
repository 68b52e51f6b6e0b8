/** The chain on disk: from an older file, by two processes, through kills, after what was done to the file, and let go of in time. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { canonicalText, logStart } from '../../shared/audit/entry.ts'
import type { Receipt } from '../../shared/audit/wire.ts'
import { verifyChain } from '../../shared/audit/chain.ts'
import { openAudit, type AuditFile } from '../../src-main/audit/audit-log.ts'
import { chainCrypto } from '../../src-main/audit/chain-crypto.ts'
import { walkLog } from '../../src-main/audit/export-log.ts'
import { compareMark, markOf } from '../../src-main/audit/high-water.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { openCipher } from '../../src-main/store/cipher.ts'
import { migrate } from '../../src-main/store/migrate.ts'
import { auditEntry, auditKeyOfTests, logIn } from '../kit/audit-logs.ts'
import { bundled, runChild } from '../kit/children.ts'
import { TestClock } from '../kit/clock.ts'
import { tempFolder } from '../kit/practice.ts'
import { auditMigrations } from '../kit/store.ts'

const noTurn = () => Promise.resolve()
const walk = (log: AuditFile) => walkLog(log, noTurn)

let child = ''
beforeAll(() => void (child = bundled('kill-child')))

test('every entry goes on from the one before; codes fit the first key, which is there until it is handed over', async () => {
  const { log } = logIn()
  for (let n = 0; n < 60; n += 1) log.append(auditEntry({ detail: { n, name: 'é "quoted"' } }))
  const book = new WitnessBook(log)
  const due = book.handOver()
  expect(due).toMatchObject({ epoch: 1, first: 1, prev: logStart, why: 'first' })
  const entries = book.entries(0, 100).map(({ kept }) => kept)
  expect(
    verifyChain(chainCrypto, { base: { n: 0, h: logStart }, epoch: 1, key: due?.key ?? '', entries }),
  ).toMatchObject({ ok: true, end: { n: 60 } })
  expect(await walk(log)).toMatchObject({ ok: true, end: { n: 60, h: log.last.h } })
  book.handedOver(1)
  expect(book.handOver()).toBeNull()
  // what is left is the key of the next entry, and no other
  const keys = log.db.prepare('SELECT hex(key) AS key FROM audit_head').pluck().all() as string[]
  let key = due?.key ?? ''
  for (let n = 0; n < 60; n += 1) key = chainCrypto.evolve(key)
  expect(keys).toEqual([key.toUpperCase()])
})

test('a file from before the chain is taken along: the same entries, in their order, and it goes on', async () => {
  const folder = tempFolder()
  const file = join(folder, 'audit.db')
  const old = openCipher(file, auditKeyOfTests, true)
  migrate(old, auditMigrations.slice(0, 1))
  const insert = old.prepare(
    `INSERT INTO audit (at, mono, boot, workstation, actor, action, category, outcome, op, detail)
     VALUES (?, ?, 'b', 'w', ?, 'test.old', 'chart', 'done', ?, ?)`,
  )
  for (let n = 1; n <= 1203; n += 1)
    insert.run(
      '2026-11-01T00:00:00.000Z',
      n,
      n % 2 ? null : 'ana',
      n % 3 ? null : `op-${n}`,
      `{"n":${n},"a":1}`,
    )
  const columns = 'seq, at, mono, actor, op, detail'
  const before = old.prepare(`SELECT ${columns} FROM audit ORDER BY seq`).all()
  old.close()
  const at = { clock: new TestClock(), workstation: 'w', boot: 'b', create: false }
  const log = openAudit(file, auditKeyOfTests, auditMigrations, at)
  onTestFinished(() => log.close())
  expect(log.db.prepare(`SELECT ${columns} FROM audit ORDER BY seq`).all()).toEqual(before)
  log.append(auditEntry())
  expect(await walk(log)).toMatchObject({ ok: true, end: { n: 1204 } })
  // a second opening takes nothing along
  const again = openAudit(file, auditKeyOfTests, auditMigrations, at)
  onTestFinished(() => again.close())
  expect(again.last).toEqual(log.last)
})

test('two processes write one chain', async () => {
  const { folder, log } = logIn(tempFolder(), 'child')
  const theirs = runChild(child, ['audit', folder, '120'], {
    env: { HOLDFAST_KEY: auditKeyOfTests.toString('hex') },
  })
  const going = { on: true }
  void theirs.finally(() => (going.on = false))
  while (going.on) {
    log.append(auditEntry())
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  expect((await theirs).code).toBe(0)
  const book = new WitnessBook(log)
  const entries = book.entries(0, 10_000).map(({ kept }) => kept)
  expect(entries.length).toBeGreaterThan(121)
  const key = book.handOver()?.key ?? ''
  expect(verifyChain(chainCrypto, { base: { n: 0, h: logStart }, epoch: 1, key, entries })).toMatchObject({
    ok: true,
  })
})

test('killed while it writes, at any moment, it is a whole chain and goes on', async () => {
  for (const entries of [3, 11, 24, 40]) {
    const { folder, log } = logIn(tempFolder(), 'child')
    await runChild(child, ['audit', folder, '100000'], {
      env: { HOLDFAST_KEY: auditKeyOfTests.toString('hex') },
      watch: (line, process) => {
        if ((line as { n: number }).n >= entries) process.kill('SIGKILL')
      },
    })
    log.append(auditEntry())
    expect(await walk(log)).toMatchObject({ ok: true })
  }
})

describe('what was done to the file shows', () => {
  /** As somebody who has its key: the triggers are in the file, and go with a word. */
  function tampered(sql: string) {
    const { log } = logIn()
    for (let n = 0; n < 9; n += 1) log.append(auditEntry({ detail: { n } }))
    for (const name of log.db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`)
      .pluck()
      .all() as string[])
      log.db.exec(`DROP TRIGGER ${name}`)
    log.db.exec(sql)
    return walk(log)
  }
  test.each([
    ['edited', `UPDATE audit SET actor = 'x' WHERE seq = 4`, 'edited', 4],
    ['deleted inside', 'DELETE FROM audit WHERE seq = 4', 'deleted', 4],
    ['deleted at the end', 'DELETE FROM audit WHERE seq > 6', 'tail-deleted', 7],
    ['all deleted', 'DELETE FROM audit', 'tail-deleted', 1],
    [
      'exchanged',
      'UPDATE audit SET seq = -4 WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE audit SET seq = 5 WHERE seq = -4',
      'edited',
      4,
    ],
    [
      'put in',
      `UPDATE audit SET seq = seq + 100 WHERE seq > 3; UPDATE audit SET seq = seq - 99 WHERE seq > 100;
       INSERT INTO audit SELECT 4, at, mono, boot, workstation, 'x', session, action, category, subject, outcome, reason, op, detail, epoch, nonce, h, mac FROM audit WHERE seq = 3`,
      'edited',
      4,
    ],
  ])('%s', async (_how, sql, what, firstBad) => {
    expect(await tampered(sql)).toEqual({ ok: false, what, firstBad })
  })
})

test('an earlier file is told from the present one by what the keychain knows', () => {
  const { log, file, folder } = logIn()
  for (let n = 0; n < 5; n += 1) log.append(auditEntry())
  log.db.pragma('wal_checkpoint(TRUNCATE)')
  const early = join(folder, 'early.db')
  cpSync(file, early)
  const book = new WitnessBook(log)
  const then = markOf(log.last)
  for (let n = 0; n < 5; n += 1) log.append(auditEntry())
  const mark = markOf(log.last)
  expect([compareMark(book, log.last, null), compareMark(book, log.last, 'damaged')]).toEqual([null, null])
  expect([compareMark(book, log.last, then), compareMark(book, log.last, mark)]).toEqual([null, null])

  const restored = openAudit(early, auditKeyOfTests, auditMigrations, {
    clock: new TestClock(),
    workstation: log.device,
    boot: 'b',
    create: false,
  })
  onTestFinished(() => restored.close())
  const old = new WitnessBook(restored)
  expect(compareMark(old, restored.last, mark)).toMatchObject({ n: 10 })
  // also when it has grown past it meanwhile
  for (let n = 0; n < 9; n += 1) restored.append(auditEntry({ detail: { n: -n } }))
  expect(compareMark(old, restored.last, mark)).toMatchObject({ n: 10 })
})

describe('letting go', () => {
  const receipt = (log: AuditFile, n: number, at: string): Receipt => ({
    practice: log.device,
    device: log.device,
    epoch: 1,
    n,
    h: new WitnessBook(log).hashAt(n) ?? '',
    at,
    nonce: 'ab'.repeat(16),
    tree: { history: log.device, size: n, root: 'cd'.repeat(32) },
  })

  test('only what the cloud had 35 days ago by its own clock goes; what stays holds from its base, and goes on', async () => {
    const { log } = logIn()
    const book = new WitnessBook(log)
    for (let n = 0; n < 20; n += 1) log.append(auditEntry({ detail: { n } }))
    expect(book.prune()).toBe(0)
    book.took(receipt(log, 8, '2026-10-01T12:00:00.000Z'), 'sig')
    expect(book.prune()).toBe(0)
    book.took(receipt(log, 15, '2026-11-05T11:59:59.000Z'), 'sig')
    expect(book.prune()).toBe(0)
    // by no other way
    const base = () => log.db.exec('UPDATE audit_base SET n = 15, h = (SELECT h FROM audit WHERE seq = 15)')
    expect(base).toThrow('audit is kept')
    expect(() => log.db.exec('DELETE FROM audit WHERE seq <= 8')).toThrow('append-only')
    book.took(receipt(log, 15, '2026-11-05T12:00:01.000Z'), 'sig')
    expect(base).toThrow('audit is kept')
    expect(book.prune()).toBe(8)
    expect(book.base()).toMatchObject({ n: 8 })
    expect(log.db.prepare('SELECT min(seq), max(seq) FROM audit').raw().get()).toEqual([9, 20])
    expect(() => log.db.exec('DELETE FROM audit WHERE seq <= 9')).toThrow('append-only')
    log.append(auditEntry())
    expect(await walk(log)).toMatchObject({ ok: true, end: { n: 21 } })
    expect(book.prune()).toBe(0)
  })

  test('the nonce of a receipt stands in the first entry after it', () => {
    const { log } = logIn()
    log.append(auditEntry())
    new WitnessBook(log).took(receipt(log, 1, '2026-11-05T12:00:00.000Z'), 'sig')
    log.append(auditEntry())
    log.append(auditEntry())
    expect(log.db.prepare('SELECT nonce FROM audit ORDER BY seq').pluck().all()).toEqual([
      null,
      'ab'.repeat(16),
      null,
    ])
    expect(canonicalText({ nonce: 'ab'.repeat(16) })).toContain('abab')
  })
})

test('another epoch begins with an entry that says why, under another key', async () => {
  const { log } = logIn()
  log.append(auditEntry())
  const point = log.beginEpoch('set-back', 4, { known: 80 })
  log.append(auditEntry())
  expect([point.n, log.last.epoch]).toEqual([2, 4])
  expect(log.db.prepare('SELECT epoch, action, reason FROM audit ORDER BY seq').all()).toMatchObject([
    { epoch: 1 },
    { epoch: 4, action: 'audit.new-epoch', reason: 'set-back' },
    { epoch: 4 },
  ])
  expect(log.db.prepare('SELECT epoch, first, why FROM audit_handover ORDER BY epoch').all()).toEqual([
    { epoch: 1, first: 1, why: 'first' },
    { epoch: 4, first: 2, why: 'set-back' },
  ])
  expect(await walk(log)).toMatchObject({ ok: true, epoch: 4 })
})
