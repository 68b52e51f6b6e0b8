/** What is killed in the middle: the cloud's process, PostgreSQL under it; and two clouds on one database. */
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { findPostmaster } from '../../src-cloud/postgres/postmaster.ts'
import { makePool } from '../../src-cloud/postgres/pool.ts'
import type { Transport } from '../../src-main/sync/transport.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { cloudProcess, kill, startProcess } from '../kit/cloud-process.ts'
import { removeFolder, tempFolder } from '../kit/practice.ts'
import {
  cloudFolder,
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
  type Place,
} from '../kit/cloud.ts'
import { transportOf } from '../kit/transport.ts'

describe.skipIf(skipWithout !== null)('killed', () => {
  const postgres = usePostgres()

  test('the cloud, again and again while it is written to: each op is there once, and the log whole', async () => {
    const name = await postgres.makeDatabase()
    const url = postgres.url(name)
    const port = await freePort()
    const env = { DATABASE_URL: url }
    let child = await cloudProcess(postgres.folder, port, env)
    const pool = makePool({ url, size: 2, broken: () => undefined })
    onTestFinished(() => pool.end())
    const place: Place = { port, pool, ca: readFileSync(join(postgres.folder, 'tls/ca.pem'), 'utf8') }
    const practice = await newTestPractice(place)
    let [cutOff, begun] = [0, 0]
    const around = (transport: Transport): Transport => ({
      ...transportOf(transport),
      push: (push) => {
        begun += 1
        return transport.push(push).catch((error: unknown) => {
          cutOff += 1
          throw error
        })
      },
    })
    const [one, two] = [
      await newStation(place, practice, { around }),
      await newStation(place, practice, { around }),
    ]
    makeOwner(one)
    await settle(one)
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 90; n += 1) registerOne(n % 2 === 0 ? one : two)
      const killing = (async () => {
        const before = begun
        await vi.waitUntil(() => begun > before, { timeout: 60_000, interval: 1 })
        // at once, and somewhere in what comes then
        await new Promise((resolve) => setTimeout(resolve, round * 70))
        await kill(child)
      })()
      const settling = settle(one, two)
      await killing
      child = await cloudProcess(postgres.folder, port, env)
      await settling
    }
    await settle(one, two)
    // pushes were under way when it died, or this proved nothing
    expect(cutOff).toBeGreaterThan(0)
    expect(contentsOf(one)['patients']).toHaveLength(270)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
    await postgres.owner(name, async (client) => {
      expect(await faultsOf(client, practice)).toEqual([])
      const { rows } = await client.query(
        'SELECT count(*)::int AS results FROM op_result WHERE practice_id = $1',
        [practice],
      )
      expect(rows).toEqual([{ results: 271 }])
    })
  })

  test('the cloud with a PostgreSQL of its own: the next one takes it over, and stops it when it is stopped', async () => {
    const folder = cloudFolder()
    onTestFinished(() => removeFolder(folder))
    const data = join(folder, 'postgres/data')
    const port = await freePort()
    const first = await cloudProcess(folder, port, { DATABASE_URL: '' })
    const server = findPostmaster(data)
    await kill(first)
    expect(findPostmaster(data)).toEqual(server)
    // as it is started by hand, from the sources: several processes, of which the first has the database
    const { child: second } = await startProcess(folder, port, { DATABASE_URL: '' }, ['--workers', '2'], true)
    expect(findPostmaster(data)).toEqual(server)
    second.kill('SIGTERM')
    const [code] = (await once(second, 'exit')) as [number]
    expect([code, findPostmaster(data), existsSync(join(data, 'postmaster.pid'))]).toEqual([0, null, false])
  })

  test('PostgreSQL: the cloud says it is busy, starts it again, and nothing is lost', async () => {
    const folder = cloudFolder()
    onTestFinished(() => removeFolder(folder))
    const cloud = await newCloud(null, folder, { databasePort: await freePort() })
    const practice = await newTestPractice(cloud)
    const [one, two] = [await newStation(cloud, practice), await newStation(cloud, practice)]
    makeOwner(one)
    await settle(one)
    for (let n = 0; n < 160; n += 1) registerOne(n % 2 === 0 ? one : two)
    const settling = settle(one, two)
    await new Promise((resolve) => setTimeout(resolve, 150))
    const server = findPostmaster(join(folder, 'postgres/data'))
    expect(server).not.toBeNull()
    process.kill(server?.pid ?? 0, 'SIGKILL')
    await settling
    await settle(one, two)
    expect(findPostmaster(join(folder, 'postgres/data'))?.pid).not.toBe(server?.pid)
    expect(contentsOf(one)['patients']).toHaveLength(160)
    expect(contentsOf(two)).toEqual(contentsOf(one))
    expect([waitingIn(one), waitingIn(two)]).toEqual([0, 0])
  })

  test('two clouds on one database: one practice written through both keeps one log', async () => {
    const name = await postgres.makeDatabase()
    const clouds = await Promise.all([
      newCloud(postgres.url(name), postgres.folder),
      newCloud(postgres.url(name), tempFolder()),
    ])
    const practice = await newTestPractice(clouds[0])
    const stations = [
      await newStation(clouds[0], practice),
      await newStation(clouds[1], practice),
      await newStation(clouds[1], practice),
    ] as const
    makeOwner(stations[0])
    await settle(stations[0])
    for (let n = 0; n < 120; n += 1) registerOne(stations[n % 3] ?? stations[0])
    await Promise.all(stations.map((station) => settle(station)))
    await settle(...stations)
    const [first, ...others] = stations.map(contentsOf)
    expect(first?.['patients']).toHaveLength(120)
    for (const other of others) expect(other).toEqual(first)
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })
})
