/** What one workstation writes the other has: real stores, TLS, PostgreSQL. */
import { describe, expect, test } from 'vitest'
import { patients } from '../../shared/patients/patient.ts'
import { command, contextAt } from '../kit/store.ts'
import {
  contentsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('two workstations', () => {
  const postgres = usePostgres()

  async function practiceOfTwo() {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), postgres.folder)
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    await settle(one, two)
    return { cloud, practice, one, two }
  }

  test('what one writes the other has, and nothing waits', async () => {
    const { one, two } = await practiceOfTwo()
    const ids = Array.from({ length: 150 }, () => registerOne(one))
    registerOne(two)
    await settle(one, two)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect(contentsOf(two)['patients']).toHaveLength(ids.length + 1)
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
  })

  test('the same field changed by both while apart: one is in force, both are in a conflict on both', async () => {
    const { one, two } = await practiceOfTwo()
    const id = registerOne(one, 'Okafor')
    await settle(one, two)
    command(one.store, (tx) => tx.amend(patients, id, { family: 'Okafor-Bell' }), contextAt())
    command(two.store, (tx) => tx.amend(patients, id, { family: 'Bell' }), contextAt())
    await settle(one)
    await settle(two, one)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect(contentsOf(one)['conflicts']).toMatchObject([
      {
        row: { entityId: id, fields: [{ field: 'family', held: 'Okafor-Bell', offered: 'Bell' }] },
      },
    ])
    expect(contentsOf(one)['patients']).toMatchObject([{ row: { family: 'Okafor-Bell' } }])
  })
})
