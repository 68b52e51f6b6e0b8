/** Workstations and a cloud of different versions, over the wire: whoever is older sends, keeps what it cannot show, and is told. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { allergies } from '../../shared/charting/allergy.ts'
import { problems } from '../../shared/charting/problem.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { patients } from '../../shared/patients/patient.ts'
import { presentVersions, type Versions } from '../../shared/sync/wire.ts'
import { enrolDevice } from '../../src-cloud/postgres/credentials.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import type { Store } from '../../src-main/store/store.ts'
import { olderStore, updated } from '../kit/older-store.ts'
import { rowFor } from '../kit/rows.ts'
import { command, countOf, type TestStore } from '../kit/store.ts'
import {
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  stationOn,
  usePostgres,
  waitingIn,
  type Station,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('versions beside each other', () => {
  const postgres = usePostgres()

  /** A practice that has gone on to the second schema, its owner's workstation, and one that stayed behind. */
  async function practiceThatWentOn(versions: Partial<Versions> = {}) {
    const database = postgres.url(await postgres.makeDatabase())
    const cloud = await newCloud(database, postgres.folder, {
      versions: { ...presentVersions, schema: 2, ...versions },
    })
    const practice = await newTestPractice(cloud)
    const enrolled = async () => {
      const device = randomUUID()
      const token = await enrolDevice(cloud.pool, practice, device)
      return (store: Store, at: Pick<Cloud, 'port' | 'ca'> = cloud) =>
        stationOn(store as TestStore, device, token, at)
    }
    const [first, on] = [await enrolled(), await enrolled()]
    const one = first(updated(olderStore()))
    makeOwner(one)
    await settle(one)
    return { database, cloud, one, on, older: on(olderStore()) }
  }

  const toSend = ({ store }: Station): unknown =>
    store.db.prepare("SELECT count(*) FROM outbox WHERE state = 'queued'").pluck().get()

  test('one that is older sends what it does, keeps what it cannot show, and says so until it is updated', async () => {
    const { one, on, older } = await practiceThatWentOn()
    await settle(older)
    const patientId = registerOne(older, 'Seen by both')
    await settle(older, one)
    expect([waitingIn(older), older.engine.needsUpdate]).toEqual([0, null])
    const allergy = rowFor(allergies, 1, { patientId, note: 'Since 2019' }) as RowOf<typeof allergies>
    const problem = rowFor(problems, 1, { patientId }) as RowOf<typeof problems>
    command(one.store, (tx) => tx.put(allergies, allergy))
    command(one.store, (tx) => tx.put(problems, problem))
    await settle(one, older)
    expect(older.engine.needsUpdate).toBe('shows-less')
    expect(countOf(older.store, 'opaque')).toBe(2)

    const known = older.store.known.of(allergies.type) as typeof allergies
    command(older.store, (tx) => tx.amend(known, allergy.id, { substance: 'Latex' }))
    await settle(older, one)
    const there = one.store.writers.of(allergies).read(allergy.id)?.row
    expect(there).toMatchObject({ substance: 'Latex', note: 'Since 2019' })

    const newer = on(updated(older.store))
    await settle(newer)
    expect(newer.engine.needsUpdate).toBeNull()
    expect(newer.store.writers.of(allergies).read(allergy.id)?.row).toEqual(there)
    expect(newer.store.writers.of(problems).read(problem.id)?.row).toEqual(problem)
    expect([countOf(newer.store, 'opaque'), newer.store.sync.number('readAs', 1)]).toEqual([0, 2])
  })

  test('one that is too old to read sends all the same; one that is too old to send keeps it, and sends it once updated', async () => {
    const { database, cloud, one, on, older } = await practiceThatWentOn({ minPull: 2 })
    const [before, made] = [registerOne(one), registerOne(older, 'Written by the older one')]
    await settle(older)
    expect([toSend(older), older.engine.needsUpdate]).toEqual([0, 'reads-nothing'])
    await settle(one)
    expect(one.store.writers.of(patients).read(made)?.row).toMatchObject({
      family: 'Written by the older one',
    })
    expect(older.store.writers.of(patients).read(before)).toBeUndefined()

    await cloud.stop()
    const strict = await newCloud(database, postgres.folder, {
      versions: { ...presentVersions, schema: 2, minPush: 2, minPull: 2 },
    })
    const stays = on(older.store, strict)
    const kept = registerOne(stays, 'Kept')
    await settle(stays)
    expect([toSend(stays), stays.engine.needsUpdate]).toEqual([1, 'sends-nothing'])
    expect(countOf(stays.store, 'attention')).toBe(0)
    const newer = on(updated(stays.store), strict)
    await settle(newer)
    expect([waitingIn(newer), newer.engine.needsUpdate]).toEqual([0, null])
    for (const id of [before, kept]) expect(newer.store.writers.of(patients).read(id)).toBeDefined()
  })

  test('one that speaks no form of talk in common keeps everything, and is told', async () => {
    const { older } = await practiceThatWentOn({ protocols: [9] })
    registerOne(older)
    await settle(older)
    expect([toSend(older), older.engine.needsUpdate]).toEqual([1, 'sends-nothing'])
    expect(countOf(older.store, 'attention')).toBe(0)
  })

  test('rows of one type come as they are now, in order, those of the practice alone', async () => {
    const { cloud, one } = await practiceThatWentOn()
    const other = await newStation(cloud, await newTestPractice(cloud))
    makeOwner(other)
    registerOne(other)
    const [kept, gone] = [registerOne(one), registerOne(one)]
    await settle(one, other)
    command(one.store, (tx) => tx.remove(patients, gone))
    await settle(one)
    const page = await one.transport.rows(patients.type, null)
    expect(page.rows.map(({ id }) => id)).toEqual([kept])
    expect(page).toMatchObject({ more: false, asOf: one.engine.cursor })
    expect((await one.transport.rows(patients.type, kept)).rows).toEqual([])
    expect((await one.transport.rows('no-such-type', null)).rows).toEqual([])
  })
})
