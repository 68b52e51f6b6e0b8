/** What a workstation takes of the cloud's answer to what it sent. */
import { assert, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { unreadableOp, type PushResult } from '../../shared/sync/wire.ts'
import { applyPage } from '../../src-main/store/apply.ts'
import { beginEpoch } from '../../src-main/store/epoch-change.ts'
import { decidedBefore, nextBatch, notePushed } from '../../src-main/store/outbox.ts'
import type { Store } from '../../src-main/store/store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newStore } from '../kit/store.ts'

function put(store: Store, n: number, row = rowFor(organizations, n)): string {
  const op = command(store, (tx) => tx.put(organizations, row as never))
  assert(op)
  return op
}
const states = (store: Store) =>
  store.db.prepare('SELECT op, state FROM outbox ORDER BY localSeq').raw().all()

const applied = (op: string, ackSeq: number): PushResult => ({
  kind: 'decided',
  op,
  status: 'applied',
  reason: null,
  ackSeq,
  notices: [],
})

test('an earlier answer says nothing of the ops that were sent since', () => {
  const store = newStore()
  beginEpoch(store, 'epoch')
  const [first, second] = [put(store, 1), put(store, 2)]
  const answer = (...results: readonly PushResult[]) =>
    notePushed(store, nextBatch(store), { results: [...results], head: 9 })
  answer(applied(first, 2))
  expect(nextBatch(store)).toMatchObject([{ op: second }])

  expect(answer(applied(first, 2))).toBe('all')
  expect(answer({ kind: 'mismatch', op: first })).toBe('all')
  // what comes after it speaks of the numbers of then
  expect(answer(applied(first, 2), { kind: 'fork', last: 7 })).toBe('all')
  expect(states(store)).toEqual([
    [first, 'acked'],
    [second, 'queued'],
  ])

  answer(applied(second, 4))
  expect(nextBatch(store)).toEqual([])
})

test('what is sent says which of the ops it builds on are decided by an answer alone', () => {
  const store = newStore()
  beginEpoch(store, 'epoch')
  const row = rowFor(organizations, 1)
  const first = put(store, 1, row)
  const second = command(store, (tx) => tx.amend(organizations, row.id, { name: 'Harbor Lab' }))
  assert(second)
  put(store, 2)
  const before = () => decidedBefore(store, nextBatch(store))
  expect(before()).toEqual([])
  const head = { epoch: 'epoch', seq: 2, h: 'h2' }
  notePushed(store, nextBatch(store), { results: [applied(first, 2)], head: 2 })
  expect(before()).toEqual([first])

  // its line has been read: the cursor says so
  const acks = [{ op: first, seq: 2, status: 'applied' as const, reason: null }]
  const rows = [{ type: organizations.type, id: row.id, version: 1, row: { ...row } }]
  applyPage(store, { rows, acks, cursor: head, at: '2026-11-23T15:00:00.000Z' })
  expect(nextBatch(store)).toMatchObject([{ op: second }, {}])
  expect(before()).toEqual([])
})

test('an op that the cloud cannot read waits for a person: its answer has no name', () => {
  const store = newStore()
  beginEpoch(store, 'epoch')
  const op = put(store, 1)
  notePushed(store, nextBatch(store), { results: [{ kind: 'mismatch', op: unreadableOp }], head: 9 })
  expect(states(store)).toEqual([[op, 'rejected']])
})
