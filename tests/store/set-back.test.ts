/** What people are told when a history went back: the cloud's, or this workstation's. */
import { expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { applyPage } from '../../src-main/store/apply.ts'
import { beginEpoch, changeEpoch, endRereading } from '../../src-main/store/epoch-change.ts'
import { OutageLog } from '../../src-main/store/outage-log.ts'
import { renumberSetBack } from '../../src-main/store/outbox.ts'
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
