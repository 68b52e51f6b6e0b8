/** What people are told when a history went back: the cloud's, or this workstation's. */
import { assert, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { applyPage } from '../../src-main/store/apply.ts'
import { beginEpoch, changeEpoch, endRereading } from '../../src-main/store/epoch-change.ts'
import { OutageLog } from '../../src-main/store/outage-log.ts'
import { endHydrating, hydrateAgain, hydrateInstead } from '../../src-main/store/hydration.ts'
import { nextBatch, notePushed, renumberSetBack } from '../../src-main/store/outbox.ts'
import type { Store } from '../../src-main/store/store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newStore } from '../kit/store.ts'

const at = (hours: number) => new Date(Date.UTC(2026, 10, 23, 15) + hours * 3_600_000).toISOString()
const told = (store: Store) =>
  store.db.prepare('SELECT startedAt, why, endedAt, waiting, sentAt FROM outage ORDER BY startedAt').all()
const lost = (store: Store) =>
  store.db.prepare(`SELECT count(*) FROM attention WHERE state = 'open'`).pluck().get()

function pageOf(row: Readonly<Record<string, unknown>> & { id: string }, seq: number, op?: string | null) {
  const rows = [{ type: 'organization', id: row.id, version: 1, row: { ...row } }]
  const acks = op ? [{ op, seq, status: 'applied' as const, reason: null }] : []
  return { rows, acks, cursor: { epoch: 'new', seq, h: `h${seq}` }, at: at(0) }
}

test('a restored cloud is written down with what is sent again, and when all of it was', () => {
  const store = newStore()
  beginEpoch(store, 'old')
  const row = rowFor(organizations, 1) as never
  const op = command(store, (tx) => tx.put(organizations, row))
  changeEpoch(store, 'new', at(0))
  const said = { startedAt: at(0), why: 'cloud-restored', endedAt: at(0), waiting: 1 }
  const log = new OutageLog(store)
  log.reached(at(1))
  expect(told(store)).toEqual([{ ...said, sentAt: null }])
  applyPage(store, pageOf(row, 1, op))
  log.reached(at(2))
  expect(told(store)).toEqual([{ ...said, sentAt: at(2) }])
})

test('a copy that is found again and again is told of once a day', () => {
  const store = newStore()
  const log = new OutageLog(store)
  for (const hours of [0, 1, 23, 25]) {
    renumberSetBack(store, at(hours))
    log.reached(at(hours))
  }
  expect(told(store)).toMatchObject([
    { why: 'set-back', startedAt: at(0) },
    { why: 'set-back', startedAt: at(25) },
  ])
})

test('a row the cloud lost waits for a person until the cloud has it again', () => {
  const store = newStore()
  beginEpoch(store, 'old')
  const row = rowFor(organizations, 1, { name: 'Harbor Lab' })
  applyPage(store, { ...pageOf(row, 1), cursor: { epoch: 'old', seq: 1, h: 'h1' } })
  changeEpoch(store, 'new', at(0))
  endRereading(store, at(1))
  expect(lost(store)).toBe(1)
  applyPage(store, pageOf(rowFor(organizations, 2), 1))
  expect(lost(store)).toBe(1)
  applyPage(store, pageOf(row, 2))
  expect(lost(store)).toBe(0)
})

/** A snapshot of nothing, as of a point. */
const empty = (epoch: string, seq: number) => ({
  snapshot: '0190f3c4-6c1e-7e0a-9a53-00000000c0de',
  asOf: { epoch, seq, h: '0'.repeat(32) },
  segments: [],
})

test('what a snapshot does not have has gone; after a restore a copy of it waits for a person', () => {
  const store = newStore()
  beginEpoch(store, 'old')
  const [first, second] = [rowFor(organizations, 1), rowFor(organizations, 2)]
  applyPage(store, { ...pageOf(first, 1), cursor: { epoch: 'old', seq: 1, h: 'h1' } })
  hydrateInstead(store, 'old')
  endHydrating(store, empty('old', 9))
  expect([store.writers.of(organizations).read(first.id), lost(store)]).toEqual([undefined, 0])

  applyPage(store, { ...pageOf(second, 10), cursor: { epoch: 'old', seq: 10, h: 'h10' } })
  changeEpoch(store, 'new', at(0))
  hydrateInstead(store, 'new')
  endHydrating(store, empty('new', 9))
  expect(store.writers.of(organizations).read(second.id)).toBeDefined()
  endRereading(store, at(1))
  expect([store.writers.of(organizations).read(second.id), lost(store)]).toEqual([undefined, 1])
})

test('a cloud that is restored while a snapshot takes the place of an expired log is sent everything again', () => {
  const store = newStore()
  beginEpoch(store, 'old')
  const row = rowFor(organizations, 1) as never
  const op = command(store, (tx) => tx.put(organizations, row))
  applyPage(store, { ...pageOf(row, 1, op), cursor: { epoch: 'old', seq: 1, h: 'h1' } })
  expect(nextBatch(store)).toEqual([])
  hydrateInstead(store, 'old')
  hydrateAgain(store, 'new', at(0))
  expect(nextBatch(store)).toMatchObject([{ op, dseq: 1 }])
  expect(told(store)).toMatchObject([{ why: 'cloud-restored' }])
})

test('a refusal of before a restore does not count beside the answer of now, in whichever order they come', () => {
  const store = newStore()
  beginEpoch(store, 'old')
  const put = (n: number): string => {
    const op = command(store, (tx) => tx.put(organizations, rowFor(organizations, n) as never))
    assert(op)
    return op
  }
  const answered = put(1)
  const unanswered = put(2)
  const ops = [answered, unanswered]
  const refusals = (seq: number) =>
    ops.map((op) => ({ op, seq, status: 'rejected' as const, reason: 'actor.revoked' }))
  const states = () => store.db.prepare('SELECT op, state FROM outbox ORDER BY localSeq').raw().all()
  const read = (epoch: string, seq: number) =>
    applyPage(store, { rows: [], acks: refusals(seq), cursor: { epoch, seq, h: `h${seq}` }, at: at(0) })
  read('old', 5)
  expect([states(), lost(store)]).toEqual([ops.map((op) => [op, 'rejected']), 2])

  // the log of the new history begins with the same refusal; both were sent again, and one of the answers has come
  changeEpoch(store, 'new', at(1))
  const applied = { kind: 'decided' as const, op: answered, status: 'applied' as const, reason: null }
  notePushed(store, nextBatch(store), { results: [{ ...applied, ackSeq: 9, notices: [] }], head: 9 })
  read('new', 5)
  expect(states()).toEqual([
    [answered, 'acked'],
    [unanswered, 'queued'],
  ])

  // once the log has been read to its end a refusal is one of now
  endRereading(store, at(2))
  read('new', 11)
  expect(states()).toEqual(ops.map((op) => [op, 'rejected']))
})

test('what was refused before the log expired is sent again: a copy of this workstation may have had it taken since', () => {
  const store = newStore()
  beginEpoch(store, 'epoch')
  const op = command(store, (tx) => tx.put(organizations, rowFor(organizations, 1) as never))
  assert(op)
  const read = (status: 'rejected' | 'applied', seq: number) =>
    applyPage(store, {
      rows: [],
      acks: [{ op, seq, status, reason: null }],
      cursor: { epoch: 'epoch', seq, h: `h${seq}` },
      at: at(0),
    })
  read('rejected', 5)
  expect([nextBatch(store), lost(store)]).toEqual([[], 1])
  hydrateInstead(store, 'epoch')
  endHydrating(store, empty('epoch', 90))
  expect(nextBatch(store)).toMatchObject([{ op, dseq: 1 }])
  expect(store.sync.number('incarnation', 1)).toBe(2)

  read('applied', 91)
  expect([store.db.prepare('SELECT count(*) FROM outbox').pluck().get(), lost(store)]).toEqual([0, 0])
})
