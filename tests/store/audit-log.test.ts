/** The log: written once, in order, by two processes at a time, and changed by nobody (A2, A4). */
import { pbkdf2Sync, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openAudit } from '../../src-main/audit/audit-log.ts'
import { auditEntry, auditKeyOfTests } from '../kit/audit-logs.ts'
import { bundled, runChild } from '../kit/children.ts'
import { TestClock } from '../kit/clock.ts'
import { tempFolder, type AuditRow } from '../kit/practice.ts'
import { auditMigrations } from '../kit/store.ts'

function newLog(clock = new TestClock()) {
  const file = join(tempFolder(), 'audit.db')
  const log = openAudit(file, auditKeyOfTests, auditMigrations, {
    clock,
    workstation: 'w',
    boot: 'b',
    create: true,
  })
  onTestFinished(() => log.close())
  const rows = () =>
    log.db.prepare('SELECT * FROM audit ORDER BY seq').all() as (AuditRow & { at: string; mono: number })[]
  return { file, log, rows }
}

let child = ''
beforeAll(() => void (child = bundled('kill-child')))

test('an entry holds who, when by two clocks, what, about whom, how it went and where', () => {
  const clock = new TestClock()
  const { log, rows } = newLog(clock)
  const given = auditEntry({
    actor: randomUUID(),
    session: randomUUID(),
    subject: randomUUID(),
    op: randomUUID(),
    reason: 'x.y',
    detail: { max: 3 },
  })
  log.append(given)
  clock.wall -= 86_400_000
  clock.steady += 5
  log.append(auditEntry())
  expect(rows()).toMatchObject([
    {
      ...given,
      detail: '{"max":3}',
      seq: 1,
      at: '2026-11-23T15:05:00.000Z',
      mono: 1000,
      boot: 'b',
      workstation: 'w',
    },
    // the clock was set back: it says so, and the order stays
    { seq: 2, at: '2026-11-22T15:05:00.000Z', mono: 1005 },
  ])
})

describe('nothing in it can be', () => {
  test.each([
    ['changed', "UPDATE audit SET actor = 'x'"],
    ['changed one by one', "UPDATE audit SET outcome = 'done' WHERE seq = 2"],
    ['removed', 'DELETE FROM audit'],
    ['removed at the end', 'DELETE FROM audit WHERE seq = 3'],
    [
      'replaced',
      "INSERT OR REPLACE INTO audit SELECT seq, at, mono, boot, workstation, 'x', session, action, category, subject, outcome, reason, op, detail, epoch, nonce, h, mac FROM audit WHERE seq = 2",
    ],
    ['replaced by the short word', 'REPLACE INTO audit SELECT * FROM audit WHERE seq = 1'],
    [
      'replaced by an upsert',
      "INSERT INTO audit SELECT * FROM audit WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET actor = 'x'",
    ],
    ['taken out of the chain', 'UPDATE audit SET h = NULL'],
    [
      'put in without a place in the chain',
      "INSERT INTO audit (at, mono, boot, workstation, action, category, outcome, detail) VALUES ('', 1, '', '', '', '', '', '{}')",
    ],
    [
      'let go before the cloud has it',
      'UPDATE audit_base SET n = 2, h = (SELECT h FROM audit WHERE seq = 2)',
    ],
    ['doubled', 'INSERT INTO audit SELECT * FROM audit WHERE seq = 1'],
  ])('%s', (_how, sql) => {
    const { log, rows } = newLog()
    for (let n = 0; n < 3; n += 1) log.append(auditEntry({ detail: { n } }))
    const before = rows()
    expect(() => log.db.exec(sql)).toThrow(/append-only|UNIQUE|is kept/)
    expect(rows()).toEqual(before)
  })
})

test('two processes write to it at once: every entry of both is there, once, in the order of each', async () => {
  const { file, log, rows } = newLog()
  const folder = join(file, '..')
  const theirs = runChild(child, ['audit', folder, '150'], {
    env: { HOLDFAST_KEY: auditKeyOfTests.toString('hex') },
  })
  let ours = 0
  const going = { on: true }
  void theirs.finally(() => (going.on = false))
  while (going.on) {
    log.append(auditEntry({ detail: { n: ours++ } }))
    // what a command does beside its entry; two that did nothing else would leave each other no moment
    pbkdf2Sync('password', 'salt', 20_000, 32, 'sha256')
    await new Promise((resolve) => setImmediate(resolve))
  }
  const ended = await theirs
  expect([ended.code, ended.errors]).toEqual([0, ''])
  const all = rows().map(({ seq, ...row }) => ({
    seq,
    who: (row as { workstation?: string }).workstation,
    n: (JSON.parse(row.detail) as { n: number }).n,
  }))
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_each, index) => index + 1))
  const of = (who: string) => all.filter((row) => row.who === who).map(({ n }) => n)
  expect(of('child')).toEqual(Array.from({ length: 150 }, (_each, n) => n))
  expect(of('w')).toEqual(Array.from({ length: ours }, (_each, n) => n))
})

test('the last op, and whether it was taken back', () => {
  const { log } = newLog()
  expect(log.lastOp()).toBeNull()
  log.append(auditEntry({ op: 'a', actor: 'ana' }))
  log.append(auditEntry())
  expect(log.lastOp()).toEqual({ op: 'a', notPerformed: false, actor: 'ana' })
  log.append(auditEntry({ op: 'a', outcome: 'not-performed', actor: 'ana' }))
  expect(log.lastOp()).toEqual({ op: 'a', notPerformed: true, actor: 'ana' })
})

test('whoever cannot be recorded is told, and told why', () => {
  const { log } = newLog()
  log.db.pragma(`max_page_count = ${log.db.pragma('page_count', { simple: true }) as number}`)
  const fill = () => {
    for (let n = 0; n < 100; n += 1) log.append(auditEntry({ detail: { text: 'x'.repeat(500) } }))
  }
  expect(fill).toThrow(
    expect.objectContaining({ reason: 'audit.unwritable', params: { why: 'store.disk-full' } }),
  )
})
