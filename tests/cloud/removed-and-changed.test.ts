/** A row that one removed while another changed it: a conflict, and the choice of a person is what becomes of the row. */
import { describe, expect, test } from 'vitest'
import { allergies } from '../../shared/charting/allergy.ts'
import { conflicts, type Conflict } from '../../shared/sync/conflict.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { resolveConflictHandler } from '../../src-main/attention/resolve-conflict.ts'
import type { Session } from '../../src-main/pipeline/session.ts'
import { rowFor } from '../kit/rows.ts'
import { command, contextAt } from '../kit/store.ts'
import {
  contentsOf,
  faultsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
  type Station,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('removed by one, changed by another', () => {
  const postgres = usePostgres()

  async function disputed() {
    const database = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(database), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    await settle(one, two)
    const patientId = registerOne(one, 'Okafor')
    const made = rowFor(allergies, 3, { patientId, note: 'as it was' }) as RowOf<typeof allergies>
    command(one.store, (tx) => tx.put(allergies, made))
    await settle(one, two)
    command(one.store, (tx) => tx.remove(allergies, made.id))
    command(two.store, (tx) => tx.amend(allergies, made.id, { note: 'hives, again' }))
    await settle(one)
    await settle(two, one)
    return { one, two, made, practice, database }
  }

  const conflictIn = ({ store }: Station): Conflict & { version: number } => {
    const id = store.db.prepare('SELECT id FROM conflicts').pluck().get() as string
    const { row, version } = store.writers.of(conflicts).read(id) as unknown as {
      row: Conflict
      version: number
    }
    return { ...row, version }
  }
  const choose = (station: Station, side: 'held' | 'offered', now: string) => {
    const conflict = conflictIn(station)
    const choice = Object.fromEntries(conflict.fields.map(({ field }) => [field, side]))
    const ctx = contextAt(now)
    command(
      station.store,
      (tx) =>
        void resolveConflictHandler.run(
          tx,
          { conflictId: conflict.id, version: conflict.version, choice },
          ctx,
          null as unknown as Session,
        ),
      ctx,
    )
  }

  test('nobody’s change brings it back by itself; the conflict has the whole row', async () => {
    const { one, two, made } = await disputed()
    for (const station of [one, two]) {
      expect(contentsOf(station)['allergies']).toEqual([])
      const { kind, entityId, patientId, fields } = conflictIn(station)
      expect({ kind, entityId, patientId }).toEqual({
        kind: 'deleted',
        entityId: made.id,
        patientId: made.patientId,
      })
      const offered = Object.fromEntries(fields.map((field) => [field.field, field.offered]))
      expect({ ...offered, id: made.id }).toEqual({ ...made, note: 'hives, again' })
    }
  })

  test('whoever chooses the change has the row back, whole, on every workstation', async () => {
    const { one, two, made, practice, database } = await disputed()
    choose(one, 'offered', '2026-11-24T09:00:00.000Z')
    // at once where it was chosen
    expect(contentsOf(one)['allergies']).toMatchObject([{ row: { id: made.id, note: 'hives, again' } }])
    await settle(one, two)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect(contentsOf(two)['allergies']).toEqual([
      expect.objectContaining({ version: 3, row: { ...made, note: 'hives, again' } }),
    ])
    expect(contentsOf(two)['conflicts']).toMatchObject([{ row: { state: 'resolved' } }])
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
    // and it is a row like any other from there on
    command(two.store, (tx) => tx.amend(allergies, made.id, { note: 'since childhood' }))
    await settle(two, one)
    expect(contentsOf(one)['allergies']).toMatchObject([{ version: 4, row: { note: 'since childhood' } }])
    expect(await postgres.owner(database, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('chosen apart, once so and once so: it is asked again rather than lost', async () => {
    const { one, two, made } = await disputed()
    choose(one, 'held', '2026-11-24T09:00:00.000Z')
    choose(two, 'offered', '2026-11-24T09:30:00.000Z')
    await settle(one)
    await settle(two, one)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect(contentsOf(one)['allergies']).toEqual([])
    const open = (contentsOf(one)['conflicts'] ?? []).filter(
      (each) => (each as { row: Conflict }).row.state === 'open',
    )
    expect(open).toMatchObject([{ row: { kind: 'deleted', entityId: made.id } }])
  })
})
