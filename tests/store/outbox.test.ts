/** What a workstation takes of the cloud's answer to what it sent. */
import { assert, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { unreadableOp, type PushResult } from '../../shared/sync/wire.ts'
import { beginEpoch } from '../../src-main/store/epoch-change.ts'
import { nextBatch, notePushed } from '../../src-main/store/outbox.ts'
import type { Store } from '../../src-main/store/store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newStore } from '../kit/store.ts'

function put(store: Store, n: number): string {
  const op = command(store, (tx) => tx.put(organizations, rowFor(organizations, n) as never))
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

test('an op that the cloud cannot read waits for a person: its answer has no name', () => {
  const store = newStore()
  beginEpoch(store, 'epoch')
  const op = put(store, 1)
  notePushed(store, nextBatch(store), { results: [{ kind: 'mismatch', op: unreadableOp }], head: 9 })
  expect(states(store)).toEqual([[op, 'rejected']])
})
