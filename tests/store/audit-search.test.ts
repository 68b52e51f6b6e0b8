/** The log field by field: the same entries whether they were read from the log, or from what was kept beside it. */
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { LogSearch, type Search } from '../../src-main/audit/search-log.ts'
import { sortByKeys } from '../../src-main/audit/sort-numbers.ts'
import { WitnessBook } from '../../src-main/audit/witness-book.ts'
import { auditEntry, logIn } from '../kit/audit-logs.ts'
import { tempFolder } from '../kit/practice.ts'

const turn = () => Promise.resolve()
const noLabels = () => new Map<string, string>()
const all: Search = {
  from: null,
  before: null,
  words: new Map(),
  op: null,
  sort: 'n',
  descending: false,
  upTo: null,
}

function aLog(count: number) {
  const made = logIn(tempFolder(true), randomUUID())
  made.log.db.transaction(() => {
    for (let n = 0; n < count; n += 1)
      made.log.append(
        auditEntry({
          action: `test.do-${n % 7}`,
          actor: n % 3 === 0 ? null : `actor-${n % 5}`,
          op: n % 4 === 0 ? randomUUID() : null,
          detail: { n },
        }),
      )
  })()
  return made.log
}
const byAction = (action: string): Search => ({ ...all, words: new Map([['action', [action]]]) })

test('numbers of any size are sorted by their digits, and those of one key stay as they are', () => {
  const keys = [5, 2 ** 52, 0, 5, 70_000, 2 ** 40, 5, 0]
  const sorted = sortByKeys(Uint32Array.from(keys.keys()), Float64Array.from(keys))
  expect([...sorted]).toEqual([2, 7, 0, 3, 6, 4, 5, 1])
  expect([...sortByKeys(new Uint32Array(), new Float64Array())]).toEqual([])
})

test('whole stretches are kept beside the log, and found the same after a start; what came since is there too', async () => {
  const log = aLog(10_000)
  const first = await new LogSearch(log).find(byAction('test.do-3'), noLabels, turn)
  expect(first.numbers).toHaveLength(1429)
  const kept = log.db.prepare('SELECT count(*) FROM audit_stretch').pluck()
  expect(kept.get()).toBe(2)
  log.append(auditEntry({ action: 'test.do-3', detail: {} }))
  const search = new LogSearch(log)
  const again = await search.find(byAction('test.do-3'), noLabels, turn)
  expect([...again.numbers]).toEqual([...first.numbers, 10_001])
  log.append(auditEntry({ action: 'test.new', detail: {} }))
  expect([...(await search.find(byAction('test.new'), noLabels, turn)).numbers]).toEqual([10_002])
  expect([...(await search.find(byAction('test.never'), noLabels, turn)).numbers]).toEqual([])
})

test('what is kept beside the log and cannot be read is made anew of the entries', async () => {
  const log = aLog(9000)
  const before = await new LogSearch(log).find(byAction('test.do-1'), noLabels, turn)
  log.db.prepare("UPDATE audit_stretch SET columns = x'00ff' WHERE first = 1").run()
  const after = await new LogSearch(log).find(byAction('test.do-1'), noLabels, turn)
  expect([...after.numbers]).toEqual([...before.numbers])
  const whole = await new LogSearch(log).find(all, noLabels, turn)
  expect([...whole.numbers]).toEqual(Array.from({ length: 9000 }, (_each, index) => index + 1))
})

test('what was let go of the log is not found, and what it was found by goes with it', async () => {
  const log = aLog(9000)
  await new LogSearch(log).find(all, noLabels, turn)
  const hash = (n: number) =>
    log.db.prepare<[number], Buffer>('SELECT h FROM audit WHERE seq = ?').pluck().get(n)
  const receipt = log.db.prepare(
    "INSERT INTO audit_receipt (day, epoch, n, h, at, receipt, sig) VALUES (?, 1, ?, ?, ?, '', '')",
  )
  receipt.run('2026-01-01', 5000, hash(5000), '2026-01-01T00:00:00.000Z')
  receipt.run('2026-03-01', 9000, hash(9000), '2026-03-01T00:00:00.000Z')
  const book = new WitnessBook(log)
  while (book.prune() > 0);
  expect(book.base().n).toBe(5000)
  expect(log.db.prepare('SELECT first FROM audit_stretch').pluck().all()).toEqual([4097])
  for (let round = 0; round < 2; round += 1) {
    const { numbers } = await new LogSearch(log).find(all, noLabels, turn)
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([4000, 5001, 9000])
  }
})

test('changes are in the order of their ids, and two questions at once read the log once', async () => {
  const log = aLog(5000)
  const search = new LogSearch(log)
  const [byOp, sorted] = await Promise.all([
    search.find({ ...all, sort: 'op' }, noLabels, turn),
    search.find({ ...all, sort: 'actor' }, noLabels, turn),
  ])
  const ordered = log.db.prepare('SELECT seq FROM audit WHERE op IS NOT NULL ORDER BY op').pluck().all()
  expect([...byOp.numbers].slice(0, 1250)).toEqual(ordered)
  expect(new Set(sorted.numbers).size).toBe(5000)
  // nobody in particular comes last
  expect(
    log.db.prepare('SELECT actor FROM audit WHERE seq = ?').pluck().get(sorted.numbers.at(-1)),
  ).toBeNull()
})
