/** Snapshots in the cloud: when one is made, who is given it, and in which parts. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { get } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { zstdDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import type { RowOf } from '../../shared/kernel/record.ts'
import { type Manifest } from '../../shared/sync/hydrate.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { fill, hydrating, practiceWith } from '../kit/hydrate.ts'
import { rowFor } from '../kit/rows.ts'
import { command } from '../kit/store.ts'
import {
  contentsOf,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  settle,
  skipWithout,
  stationOn,
  usePostgres,
  type Station,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('snapshots', () => {
  const postgres = usePostgres()

  test('gets nothing of another practice, by no token, name or number', async () => {
    const canary = 'Canary-of-the-other-practice'
    const { cloud, practice, one, name } = await practiceWith(postgres, 2)
    const theirs = await newTestPractice(cloud)
    const other = await newStation(cloud, theirs)
    makeOwner(other)
    registerOne(other, canary)
    await settle(other)
    const their = await other.transport.hydrate()
    const body = await other.transport.segment(their.snapshot, 0)
    expect(zstdDecompressSync(body ?? Buffer.alloc(0)).toString()).toContain(canary)
    expect(await one.transport.segment(their.snapshot, 0)).toBeNull()
    const our = await one.transport.hydrate()
    expect(our.snapshot).not.toBe(their.snapshot)
    for (const { n } of our.segments) {
      const text = zstdDecompressSync(
        (await one.transport.segment(our.snapshot, n)) ?? Buffer.alloc(0),
      ).toString()
      expect(text).not.toContain(canary)
    }
    const two = await newStation(cloud, practice, { parts: hydrating })
    await settle(two)
    expect(JSON.stringify(contentsOf(two))).not.toContain(canary)
    // a segment's bytes are under row-level security like the rows they are of
    const bare = await cloud.pool.query('SELECT * FROM snapshot_segment')
    expect(bare.rows).toEqual([])
    const { rows } = await postgres.owner(name, (client) =>
      client.query<{ practice_id: string; n: number }>(
        'SELECT practice_id, count(DISTINCT snapshot_id)::int AS n FROM snapshot_segment GROUP BY 1',
      ),
    )
    expect(rows.map(({ n }) => n)).toEqual([1, 1])
    const asked = async (token: string | null, path: string) => {
      const [answer] = (await once(
        get({
          host: '127.0.0.1',
          port: cloud.port,
          ca: cloud.ca,
          path,
          headers: token === null ? {} : { authorization: `Bearer ${token}` },
        }),
        'response',
      )) as [IncomingMessage]
      await answer.toArray()
      return answer.statusCode
    }
    const path = `/v1/sync/hydrate/${their.snapshot}/0`
    expect(await asked(null, path)).toBe(401)
    expect(await asked(one.token, path)).toBe(404)
    expect(await asked(other.token, path)).toBe(200)
    expect(await asked(other.token, `/v1/sync/hydrate/${their.snapshot}/99`)).toBe(404)
    expect(await asked(other.token, `/v1/sync/hydrate/${their.snapshot}/x`)).toBe(400)
  })

  test('a part of a segment can be asked for, and parts make the whole', async () => {
    const { cloud, one } = await practiceWith(postgres)
    const { snapshot, segments } = await one.transport.hydrate()
    const [first] = segments
    const part = async (range: string) => {
      const [answer] = (await once(
        get({
          host: '127.0.0.1',
          port: cloud.port,
          ca: cloud.ca,
          path: `/v1/sync/hydrate/${snapshot}/0`,
          headers: { authorization: `Bearer ${one.token}`, range },
        }),
        'response',
      )) as [IncomingMessage]
      return {
        status: answer.statusCode,
        said: answer.headers['content-range'],
        body: Buffer.concat(await answer.toArray()),
      }
    }
    const bytes = first?.bytes ?? 0
    const [head, tail] = [await part('bytes=0-99'), await part('bytes=100-')]
    expect([head.status, head.said, tail.said]).toEqual([
      206,
      `bytes 0-99/${bytes}`,
      `bytes 100-${bytes - 1}/${bytes}`,
    ])
    expect(createHash('sha256').update(head.body).update(tail.body).digest('hex')).toBe(first?.sha256)
    expect((await part(`bytes=${bytes}-`)).status).toBe(416)
    expect((await part('lines=1-2')).status).toBe(200)
  })
  test('one is made, and another when the log has gone on; two are kept', async () => {
    const name = await postgres.makeDatabase()
    const clouds = [
      await newCloud(postgres.url(name), postgres.folder),
      await newCloud(postgres.url(name), postgres.folder),
    ] as const
    const practice = await newTestPractice(clouds[0])
    const one = await newStation(clouds[0], practice)
    makeOwner(one)
    fill(one, 5)
    await settle(one)
    // both processes are asked at once: one makes it, both serve it
    const other = stationOn(one.store, one.device, one.token, clouds[1])
    const ask = async (station: Station): Promise<Manifest> => {
      for (;;)
        try {
          return await station.transport.hydrate()
        } catch (error) {
          if (!(error instanceof Unreachable) || error.why !== 'busy') throw error
        }
    }
    const manifests = await Promise.all([ask(one), ask(other), ask(one), ask(other)])
    const last = await ask(one)
    expect((await ask(other)).snapshot).toBe(last.snapshot)
    expect(new Set(manifests.map(({ snapshot }) => snapshot)).size).toBeLessThanOrEqual(2)
    expect(await other.transport.segment(last.snapshot, 0)).not.toBeNull()
    const count = async () =>
      (
        await postgres.owner(name, (client) =>
          client.query<{ n: number }>('SELECT count(*)::int AS n FROM snapshot'),
        )
      ).rows[0]?.n
    const seen = new Set([last.snapshot])
    for (let round = 0; round < 3; round += 1) {
      command(one.store, (tx) => {
        for (let n = 0; n < 2500; n += 1)
          tx.put(records.drugs, rowFor(records.drugs, n) as RowOf<typeof records.drugs>)
      })
      await settle(one)
      seen.add((await ask(one)).snapshot)
    }
    expect(seen.size).toBe(4)
    expect(await count()).toBe(2)
    // a little more is no reason for another
    registerOne(one)
    await settle(one)
    seen.add((await ask(one)).snapshot)
    expect(seen.size).toBe(4)
  })
})
