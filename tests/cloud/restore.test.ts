/** The database is set back to an earlier state: every fact that was acknowledged is there again. */
import { describe, expect, test } from 'vitest'
import { freePort } from '../../tools/kit/free-port.ts'
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
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('a restore of the database', () => {
  const postgres = usePostgres()

  test.each([
    ['with the epoch step', true],
    ['without it', false],
  ])('%s: all is there again, on every workstation and in the cloud', async (_words, stepped) => {
    const port = await freePort()
    const name = await postgres.makeDatabase()
    const start = (database: string) => newCloud(postgres.url(database), postgres.folder, { port })
    let cloud = await start(name)
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    await settle(one)
    for (let n = 0; n < 20; n += 1) registerOne(n % 2 === 0 ? one : two)
    await settle(one, two)
    await cloud.stop()

    // the backup, and what was acknowledged after it
    const backup = await postgres.makeDatabase(name)
    cloud = await start(name)
    for (let n = 0; n < 30; n += 1) registerOne(n % 2 === 0 ? one : two)
    await settle(one, two)
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
    const before = contentsOf(one)['patients'] ?? []
    expect(before).toHaveLength(50)
    await cloud.stop()

    const epochOf = (database: string) =>
      postgres.owner(database, async (client) => {
        const { rows } = await client.query<{ epoch: string; seq: string }>(
          'SELECT epoch, seq FROM practice_head WHERE practice_id = $1',
          [practice],
        )
        return rows[0]
      })
    const was = await epochOf(name)
    expect(Number((await epochOf(backup))?.seq)).toBeLessThan(Number(was?.seq))
    if (stepped)
      await postgres.owner(backup, (client) =>
        client.query('UPDATE practice_head SET epoch = gen_random_uuid()'),
      )
    cloud = await start(backup)
    // one of them has not been there since, and writes on meanwhile
    registerOne(two)
    for (const { engine } of [one, two]) engine.disconnected()
    await settle(one, two)

    expect((await epochOf(backup))?.epoch).not.toBe(was?.epoch)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    const ids = (rows: readonly unknown[]) => rows.map((each) => (each as { row: { id: string } }).row.id)
    expect(ids(contentsOf(one)['patients'] ?? [])).toEqual(expect.arrayContaining(ids(before)))
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
    const stored = await postgres.owner(backup, (client) =>
      client.query(`SELECT count(*)::int AS n FROM record WHERE practice_id = $1 AND type = 'patient'`, [
        practice,
      ]),
    )
    expect(stored.rows).toEqual([{ n: 51 }])
    expect(await postgres.owner(backup, (client) => faultsOf(client, practice))).toEqual([])
  })
})
