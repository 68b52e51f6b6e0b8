/** `npm run cloud -- start --workers N`: several processes, one log; one that dies is started again; all end together. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { findPostmaster } from '../../src-cloud/postgres/postmaster.ts'
import { makePool } from '../../src-cloud/postgres/pool.ts'
import { connectionsFor } from '../../src-cloud/workers/protocol.ts'
import { freePort } from '../../tools/kit/free-port.ts'
import { isRunning } from '../../tools/kit/processes.ts'
import { startProcess } from '../kit/cloud-process.ts'
import { removeFolder } from '../kit/practice.ts'
import {
  cloudFolder,
  contentsOf,
  faultsOf,
  makeOwner,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  usePostgres,
  waitingIn,
  type Place,
} from '../kit/cloud.ts'

/** The answer to `path`, asked over a connection of its own. */
function ask(port: number, ca: string, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, ca, path, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(text))
    })
    sent.on('error', reject).end()
  })
}

/** By worker: how many requests of a route it has answered. */
function answered(metrics: string, route: string): Record<string, number> {
  const found: Record<string, number> = {}
  for (const [, labels = '', value] of metrics.matchAll(/^holdfast_http_seconds_count\{(.*)\} (\d+)$/gm))
    if (labels.includes(`route="${route}"`)) {
      const worker = /worker="(\d+)"/.exec(labels)?.[1] ?? 'nobody'
      found[worker] = (found[worker] ?? 0) + Number(value)
    }
  return found
}

describe.skipIf(skipWithout !== null)('several workers', () => {
  const postgres = usePostgres()

  test('write one log, one of them killed meanwhile; what they count says whose it is; all end together', async () => {
    const name = await postgres.makeDatabase()
    const port = await freePort()
    const env = { DATABASE_URL: postgres.url(name) }
    const { child, said } = await startProcess(postgres.folder, port, env, ['--workers', '3'])
    const pids = said['workers'] as number[]
    expect([pids.length, new Set(pids).size, pids.every(isRunning)]).toEqual([3, 3, true])
    const pool = makePool({ url: postgres.url(name), size: 2, broken: () => undefined })
    onTestFinished(() => pool.end())
    const ca = readFileSync(join(postgres.folder, 'tls/ca.pem'), 'utf8')
    const place: Place = { port, pool, ca }
    const practice = await newTestPractice(place)
    const stations = []
    for (let n = 0; n < 6; n += 1) stations.push(await newStation(place, practice))
    const [first] = stations
    expect(first).toBeDefined()
    if (!first) return
    makeOwner(first)
    await settle(first)
    for (let n = 0; n < 180; n += 1) registerOne(stations[n % stations.length] ?? first)
    const [killed = 0] = pids
    const settling = Promise.all(stations.map((station) => settle(station)))
    await expect.poll(() => waitingIn(first)).toBeLessThan(30)
    process.kill(killed, 'SIGKILL')
    await settling
    await settle(...stations)

    const [whole, ...others] = stations.map(contentsOf)
    expect(whole?.['patients']).toHaveLength(180)
    for (const other of others) expect(other).toEqual(whole)
    expect(stations.map(waitingIn)).toEqual(stations.map(() => 0))
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])

    // the one that died is there again, under its own number; and more than one has had pushes to answer
    let metrics = ''
    const heardFrom = async () => {
      metrics = await ask(port, ca, '/metrics')
      return new Set([...metrics.matchAll(/worker="(\d+)"/g)].map(([, worker]) => worker)).size
    }
    await expect.poll(heardFrom, { timeout: 60_000, interval: 500 }).toBe(3)
    const pushes = answered(metrics, '/v1/sync/push')
    expect(Object.keys(pushes).length).toBeGreaterThan(1)
    expect(Object.keys(pushes)).not.toContain('nobody')
    expect(metrics.match(/^holdfast_working\{/gm)).toHaveLength(3)
    expect(metrics.match(/^# TYPE holdfast_working /gm)).toHaveLength(1)

    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, pids.filter(isRunning)]).toEqual([0, []])
    await expect(ask(port, ca, '/healthz')).rejects.toThrow(/ECONNREFUSED/)
  })

  test('have a PostgreSQL of their own between them, which takes the connections of all and is stopped last', async () => {
    const folder = cloudFolder()
    onTestFinished(() => removeFolder(folder))
    const port = await freePort()
    const count = 8
    const { child, said } = await startProcess(folder, port, { DATABASE_URL: '' }, [
      '--workers',
      String(count),
    ])
    const pids = said['workers'] as number[]
    expect(pids).toHaveLength(count)
    const server = findPostmaster(join(folder, 'postgres/data'))
    const password = readFileSync(join(folder, 'postgres/password'), 'utf8').trim()
    const url = `postgres://holdfast_owner:${password}@127.0.0.1:${server?.port ?? 0}/holdfast`
    const pool = makePool({ url, size: 1, broken: () => undefined })
    const { rows } = await pool.query<{ most: number }>(
      `SELECT setting::int AS most FROM pg_settings WHERE name = 'max_connections'`,
    )
    await pool.end()
    expect(rows[0]?.most).toBeGreaterThanOrEqual(count * connectionsFor(count))
    expect(await ask(port, readFileSync(join(folder, 'tls/ca.pem'), 'utf8'), '/readyz')).toBe('{"ok":true}')
    child.kill('SIGTERM')
    const [code] = (await once(child, 'exit')) as [number]
    expect([code, pids.filter(isRunning), findPostmaster(join(folder, 'postgres/data'))]).toEqual([
      0,
      [],
      null,
    ])
  })
})

test('connections: what all workers have together stays within reason, and each has enough to work', () => {
  for (const count of [1, 2, 4, 8, 16, 32]) {
    const each = connectionsFor(count)
    expect([count, each >= 8 && each <= 16, count * each <= Math.max(48, count * 8)]).toEqual([
      count,
      true,
      true,
    ])
  }
})
