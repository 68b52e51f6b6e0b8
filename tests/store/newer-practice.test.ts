/** A workstation of an earlier version in a practice that has gone on: what it keeps unseen, and what its update makes of it. */
import { expect, test } from 'vitest'
import { allergies } from '../../shared/charting/allergy.ts'
import { medications } from '../../shared/charting/medication.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { applyPage, type CloudRow } from '../../src-main/store/apply.ts'
import { evictChart } from '../../src-main/store/chart-evict.ts'
import { beginEpoch, changeEpoch, endRereading } from '../../src-main/store/epoch-change.ts'
import { UnreadableRow } from '../../src-main/store/incoming.ts'
import { applyRefetched } from '../../src-main/store/refetch.ts'
import type { Store } from '../../src-main/store/store.ts'
import { olderStore, updated } from '../kit/older-store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, contextAt, countOf, newTestId, waitingOps } from '../kit/store.ts'
import { kindIn } from '../simulation/versions.ts'

const at = '2026-11-24T10:00:00.000Z'
const patientId = newTestId()

/** As the present version writes them. */
const anAllergy = (note: string) => rowFor(allergies, 1, { patientId, note })
const of = (record: RecordType, row: Record<string, unknown> & { id: string }, version = 1): CloudRow => ({
  type: record.type,
  id: row.id,
  version,
  row,
})

let seq = 0
function apply(store: Store, rows: readonly CloudRow[], acked: readonly (string | null)[] = []): void {
  seq += 1
  applyPage(store, {
    rows,
    acks: acked.flatMap((op) => (op === null ? [] : { op, seq, status: 'applied' as const, reason: null })),
    cursor: { epoch: store.sync.get('epoch') ?? 'e', seq, h: `h${seq}` },
    at,
  })
}
const shown = (store: Store, { type }: RecordType, id: string) => {
  const record = store.known.of(type)
  return record && store.writers.of(record).read(id)
}
/** The allergy as the version before knows it. */
const known = (store: Store) => store.known.of(allergies.type) as typeof allergies

test('what is not known is kept and not shown, until a version comes that knows it', () => {
  const older = olderStore()
  const [allergy, problem] = [anAllergy('Since 2019'), rowFor(problems, 1, { patientId })]
  apply(older, [of(allergies, allergy), of(problems, problem)])
  expect(shown(older, allergies, allergy.id)?.row).not.toHaveProperty('note')
  expect(countOf(older, 'opaque')).toBe(2)

  const store = updated(older)
  expect(shown(store, allergies, allergy.id)).toMatchObject({ version: 1, row: { note: 'Since 2019' } })
  expect(shown(store, problems, problem.id)).toMatchObject({ version: 1, row: problem })
  expect(countOf(store, 'opaque')).toBe(0)
})

test('what is kept follows its row: a later version takes its place, and what is gone leaves nothing', () => {
  const older = olderStore()
  const [allergy, problem] = [anAllergy('first'), rowFor(problems, 1, { patientId })]
  apply(older, [of(allergies, allergy), of(problems, problem)])
  apply(older, [of(allergies, { ...allergy, note: 'second' }, 2)])
  apply(older, [{ type: problems.type, id: problem.id, version: 2, row: null }])
  expect(countOf(older, 'opaque')).toBe(1)
  expect(shown(updated(older), allergies, allergy.id)?.row).toMatchObject({ note: 'second' })
  apply(older, [{ type: allergies.type, id: allergy.id, version: 3, row: null }])
  expect(countOf(older, 'opaque')).toBe(0)
})

test('a change names what it knows and no more; an update in the middle of it shows both', () => {
  const older = olderStore()
  const allergy = anAllergy('first')
  apply(older, [of(allergies, allergy)])
  const op = command(older, (tx) => tx.amend(known(older), allergy.id, { substance: 'Latex' }))
  expect(waitingOps(older)[0]?.changes[0]?.set).toEqual({ substance: 'Latex' })
  apply(older, [of(allergies, { ...allergy, note: 'second' }, 2)])

  const store = updated(older)
  expect(shown(store, allergies, allergy.id)?.row).toMatchObject({ substance: 'Latex', note: 'second' })
  // and under the change it is the cloud's: what the cloud says next is laid over that
  expect(countOf(store, 'shadow')).toBe(1)
  apply(store, [of(allergies, { ...allergy, substance: 'Latex', note: 'second' }, 3)], [op])
  expect(shown(store, allergies, allergy.id)).toMatchObject({
    version: 3,
    row: { substance: 'Latex', note: 'second' },
  })
  expect(countOf(store, 'shadow')).toBe(0)
})

test('a removal says what is kept of the row too: whoever changed that meanwhile is asked', () => {
  const older = olderStore()
  const allergy = anAllergy('first')
  apply(older, [of(allergies, allergy)])
  command(older, (tx) => tx.remove(known(older), allergy.id))
  expect(waitingOps(older)[0]?.changes[0]).toMatchObject({ gone: true, base: { note: 'first' } })
  // it was removed here when the update came: what was kept of it stands under the removal
  const store = updated(older)
  expect(shown(store, allergies, allergy.id)).toBeUndefined()
  expect(countOf(store, 'opaque')).toBe(0)
})

test('what waits is sent as it was made, and shown as this version would have made it', () => {
  const older = olderStore()
  const row = rowFor(medications, 1, { patientId, directions: 'One each morning' }) as RowOf<
    typeof medications
  >
  older.transaction(contextAt(), (tx) => {
    tx.put(medications, row)
    return tx.close(kindIn(1, 'sim.make@1'))
  })
  expect(shown(older, medications, row.id)?.row).toMatchObject({ directions: 'One each morning' })
  const store = updated(older)
  expect(shown(store, medications, row.id)?.row).toMatchObject({ directions: 'One each morning.' })
  expect(waitingOps(store)).toMatchObject([
    { kind: 'sim.make@0', changes: [{ set: { directions: 'One each morning' } }] },
  ])
})

test('what was kept of a history the cloud lost waits for a person where nobody has it any more', () => {
  const older = olderStore()
  beginEpoch(older, 'old')
  const problem = rowFor(problems, 1, { patientId })
  apply(older, [of(problems, problem)])
  changeEpoch(older, 'new', at)
  endRereading(older, at)
  expect([countOf(older, 'opaque'), countOf(older, 'attention')]).toEqual([0, 1])
})

test('a row that cannot be followed at all changes nothing', () => {
  const older = olderStore()
  const { substance: _substance, ...half } = anAllergy('')
  expect(() => apply(older, [of(allergies, half as never)])).toThrow(UnreadableRow)
  expect([countOf(older, allergies.table), countOf(older, 'opaque')]).toEqual([0, 0])
})

test('with a chart goes what was kept of it unseen, and the log brings none of it back', () => {
  const older = olderStore()
  const [allergy, problem] = [anAllergy('Since 2019'), rowFor(problems, 1, { patientId })]
  apply(older, [of(allergies, allergy), of(problems, problem)])
  expect(evictChart(older, patientId)?.patients).toEqual([patientId])
  apply(older, [of(problems, { ...problem, note: 'later' }, 2)])
  // what is held of everybody stays
  expect(older.prepare('SELECT type, patient FROM opaque').all()).toEqual([
    { type: allergies.type, patient: null },
  ])
  const store = updated(older)
  expect(shown(store, problems, problem.id)).toBeUndefined()
  expect(shown(store, allergies, allergy.id)?.row).toMatchObject({ note: 'Since 2019' })
})

test('of a chart that is not held nothing is read once more', () => {
  const store = updated(olderStore())
  const [away, here] = [patientId, newTestId()].map((id) => rowFor(problems, 1, { patientId: id }))
  evictChart(store, patientId)
  const rows = [away, here].map(({ id, ...r } = { id: '' }) => ({ id, v: 1, r }))
  const under = { schema: 2, types: [problems.type], after: null }
  applyRefetched(store, under, { asOf: { epoch: 'e', seq: 1, h: 'h' }, rows, more: false }, at)
  expect(store.prepare('SELECT id FROM problems').pluck().all()).toEqual([here?.id])
})
