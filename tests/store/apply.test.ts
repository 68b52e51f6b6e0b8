import { describe, expect, test } from 'vitest'
import { organizations } from '../../shared/access/organization.ts'
import { patients, type Patient } from '../../shared/patients/patient.ts'
import { applyPage, type CloudRow } from '../../src-main/store/apply.ts'
import type { Store } from '../../src-main/store/store.ts'
import { digest } from '../kit/contents.ts'
import { rowFor } from '../kit/rows.ts'
import { command, countOf, newStore, waitingOps } from '../kit/store.ts'

type Organization = ReturnType<typeof rowFor> & { name: string; phone: string | null }
const anOrganization = (given: Record<string, unknown> = {}) =>
  rowFor(organizations, 1, { name: 'Harbor Lab', phone: '1', ...given }) as Organization
const cloud = (row: Record<string, unknown> & { id: string }, version: number): CloudRow => ({
  type: 'organization',
  id: row.id,
  version,
  row,
})
const gone = (id: string, version: number): CloudRow => ({ type: 'organization', id, version, row: null })
const shown = (store: Store, id: string) => store.writers.of(organizations).read(id)

let seq = 0
const apply = (
  store: Store,
  rows: readonly CloudRow[],
  ackOps: readonly (string | null | undefined)[] = [],
) => {
  seq += 1
  const page = {
    rows,
    acks: ackOps.map((op) => ({ op: String(op), seq, status: 'applied' as const, reason: null })),
    cursor: { epoch: 'e', seq, h: `h${seq}` },
    at: '2026-11-23T15:05:00.000Z',
  }
  return { page, told: applyPage(store, page) }
}
const waiting = (store: Store) =>
  Object.fromEntries(
    ['outbox', 'outbox_effect', 'shadow', 'outbox_archive'].map((table) => [table, countOf(store, table)]),
  )

describe('a row nobody here has touched', () => {
  test('comes, changes, and goes; the outbox never hears of it', () => {
    const store = newStore()
    const row = anOrganization()
    apply(store, [cloud(row, 1)])
    expect(shown(store, row.id)).toEqual({ version: 1, row })
    apply(store, [cloud({ ...row, name: 'Renamed' }, 4)])
    expect(shown(store, row.id)).toMatchObject({ version: 4, row: { name: 'Renamed' } })
    apply(store, [gone(row.id, 5)])
    expect(shown(store, row.id)).toBeUndefined()
    expect(waiting(store)).toEqual({ outbox: 0, outbox_effect: 0, shadow: 0, outbox_archive: 0 })
  })

  test('older versions are passed over, also an older end', () => {
    const store = newStore()
    const row = anOrganization()
    apply(store, [cloud(row, 5)])
    apply(store, [cloud({ ...row, name: 'older' }, 4), cloud({ ...row, name: 'same' }, 5), gone(row.id, 3)])
    expect(shown(store, row.id)).toEqual({ version: 5, row })
  })

  test('a page applied twice is applied once, also an old one that would bring back what has gone', () => {
    const store = newStore()
    const row = anOrganization()
    const first = apply(store, [cloud(row, 1)]).page
    const second = apply(store, [gone(row.id, 2)]).page
    const before = digest(store.db)
    applyPage(store, second)
    applyPage(store, first)
    expect(digest(store.db)).toEqual(before)
    expect(store.sync.number('seq', 0)).toBe(second.cursor.seq)
  })

  test('rows and cursor come together or not at all', () => {
    const store = newStore()
    const row = anOrganization()
    const before = digest(store.db)
    expect(() => apply(store, [cloud(row, 1), cloud({ ...anOrganization(), active: 'x' }, 1)])).toThrow(
      'a row of organization cannot be read',
    )
    expect(digest(store.db)).toEqual(before)
  })

  test('screens and searches are told what changed, and whose chart', () => {
    const store = newStore()
    const patient = rowFor(patients, 2) as Patient
    const { told } = apply(store, [
      { type: 'patient', id: patient.id, version: 1, row: patient },
      cloud(anOrganization(), 1),
    ])
    expect(told).toEqual({ tables: ['patients', 'organizations'], patients: [patient.id] })
    expect(store.revision('patients')).toBe(1)
    expect(apply(store, []).told).toEqual({ tables: [], patients: [] })
  })
})

describe('a row with changes of ours on it', () => {
  /** A row the cloud has at version 1, and one change of ours over it. */
  function covered() {
    const store = newStore()
    const row = anOrganization()
    apply(store, [cloud(row, 1)])
    const op = command(store, (tx) => tx.amend(organizations, row.id, { name: 'ours' }))
    return { store, row, op }
  }

  test('a foreign change comes in under ours', () => {
    const { store, row, op } = covered()
    apply(store, [cloud({ ...row, name: 'theirs', phone: '2' }, 2)])
    expect(shown(store, row.id)).toMatchObject({ version: 3, row: { name: 'ours', phone: '2' } })
    expect(waitingOps(store)[0]?.changes[0]).toMatchObject({ baseVersion: 1, base: { name: 'Harbor Lab' } })
    // and the cloud settles it
    apply(store, [cloud({ ...row, name: 'theirs', phone: '2' }, 3)], [op])
    expect(shown(store, row.id)).toMatchObject({ version: 3, row: { name: 'theirs', phone: '2' } })
    expect(waiting(store)).toEqual({ outbox: 0, outbox_effect: 0, shadow: 0, outbox_archive: 1 })
  })

  test('an older version of theirs is passed over under ours as well', () => {
    const { store, row } = covered()
    apply(store, [cloud({ ...row, phone: '3' }, 3)])
    apply(store, [cloud({ ...row, phone: '2' }, 2), gone(row.id, 1)])
    expect(shown(store, row.id)).toMatchObject({ version: 4, row: { name: 'ours', phone: '3' } })
  })

  test('one of two is acknowledged: the other stays over what the cloud made of the first', () => {
    const { store, row, op } = covered()
    const second = command(store, (tx) => tx.amend(organizations, row.id, { phone: '9' }))
    apply(store, [cloud({ ...row, name: 'ours' }, 2)], [op])
    expect(shown(store, row.id)).toMatchObject({ version: 3, row: { name: 'ours', phone: '9' } })
    apply(store, [cloud({ ...row, name: 'ours', phone: '9' }, 3)], [second])
    expect(shown(store, row.id)).toMatchObject({ version: 3, row: { name: 'ours', phone: '9' } })
  })

  test('it has gone there while we were changing it: ours stays in sight until the cloud has answered', () => {
    const { store, row, op } = covered()
    apply(store, [gone(row.id, 2)])
    expect(shown(store, row.id)?.row).toMatchObject({ name: 'ours', phone: '1' })
    apply(store, [], [op])
    expect(shown(store, row.id)).toBeUndefined()
    expect(waiting(store)).toMatchObject({ outbox: 0, outbox_effect: 0, shadow: 0 })
  })

  test('we have removed it while it changed there: gone here until the cloud says otherwise', () => {
    const { store, row, op } = covered()
    const removed = command(store, (tx) => tx.remove(organizations, row.id))
    apply(store, [cloud({ ...row, phone: '2' }, 2)])
    expect(shown(store, row.id)).toBeUndefined()
    apply(store, [cloud({ ...row, name: 'ours', phone: '2' }, 3)], [op])
    expect(shown(store, row.id)).toBeUndefined()
    // not removed after all
    apply(store, [], [removed])
    expect(shown(store, row.id)).toEqual({ version: 3, row: { ...row, name: 'ours', phone: '2' } })
  })
})

describe('a row we made', () => {
  test('is what the cloud made of it, though its version is not above ours', () => {
    const store = newStore()
    const row = anOrganization()
    const made = command(store, (tx) => tx.put(organizations, row as never))
    const changed = command(store, (tx) => tx.amend(organizations, row.id, { name: 'changed' }))
    expect(shown(store, row.id)?.version).toBe(2)
    // both decided in one page: the change was not taken
    apply(store, [cloud(row, 1)], [made, changed])
    expect(shown(store, row.id)).toEqual({ version: 1, row })
    expect(waiting(store)).toMatchObject({ outbox: 0, outbox_effect: 0, shadow: 0, outbox_archive: 2 })
    apply(store, [cloud({ ...row, name: 'later' }, 2)])
    expect(shown(store, row.id)).toMatchObject({ version: 2, row: { name: 'later' } })
  })

  test('goes where it is acknowledged and no row comes with it: it had gone before a snapshot was made', () => {
    const store = newStore()
    const row = anOrganization()
    const made = command(store, (tx) => tx.put(organizations, row as never))
    command(store, (tx) => tx.amend(organizations, row.id, { phone: '5' }))
    const changed = waitingOps(store)[1]?.op
    apply(store, [], [made])
    expect(shown(store, row.id)?.row).toMatchObject({ phone: '5' })
    apply(store, [], [changed])
    expect(shown(store, row.id)).toBeUndefined()
    expect(waiting(store)).toMatchObject({ outbox: 0, outbox_effect: 0, shadow: 0, outbox_archive: 2 })
  })

  test('and changed: what is given up of it leaves it, and the rest stays', () => {
    const store = newStore()
    const row = anOrganization()
    const ops = [
      command(store, (tx) => tx.put(organizations, row as never)),
      command(store, (tx) => tx.amend(organizations, row.id, { name: 'ours', phone: '5' })),
      command(store, (tx) => tx.amend(organizations, row.id, { name: 'later' })),
    ]
    seq += 1
    applyPage(store, {
      rows: [],
      acks: ops.map((op) => ({ op: String(op), seq, status: 'rejected', reason: 'actor.unknown' })),
      cursor: { epoch: 'e', seq, h: `h${seq}` },
      at: '2026-11-23T15:05:00.000Z',
    })
    command(store, (tx) => tx.giveUp(String(ops[1])))
    expect(shown(store, row.id)).toEqual({ version: 2, row: { ...row, name: 'later' } })
    command(store, (tx) => tx.giveUp(String(ops[2])))
    expect(shown(store, row.id)).toEqual({ version: 1, row })
    command(store, (tx) => tx.giveUp(String(ops[0])))
    expect(shown(store, row.id)).toBeUndefined()
  })

  test('and gone before a snapshot was made: what is given up leaves it, and what else waits stays in sight', () => {
    const store = newStore()
    const row = anOrganization()
    const made = command(store, (tx) => tx.put(organizations, row as never))
    const ops = [
      command(store, (tx) => tx.amend(organizations, row.id, { name: 'ours' })),
      command(store, (tx) => tx.amend(organizations, row.id, { phone: '5' })),
    ]
    apply(store, [], [made])
    seq += 1
    applyPage(store, {
      rows: [],
      acks: ops.map((op) => ({ op: String(op), seq, status: 'held', reason: 'op.dependency-refused' })),
      cursor: { epoch: 'e', seq, h: `h${seq}` },
      at: '2026-11-23T15:05:00.000Z',
    })
    command(store, (tx) => tx.giveUp(String(ops[1])))
    expect(shown(store, row.id)?.row).toEqual({ ...row, name: 'ours' })
    command(store, (tx) => tx.giveUp(String(ops[0])))
    expect(shown(store, row.id)).toBeUndefined()
  })
})
