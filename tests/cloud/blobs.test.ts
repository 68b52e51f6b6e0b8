/** The bytes of documents in the cloud: piece by piece, verified as a whole, said in the log, kept from every other practice. */
import { randomBytes } from 'node:crypto'
import type { ClientRequest } from 'node:http'
import { request } from 'node:https'
import type { Client } from 'pg'
import { describe, expect, test } from 'vitest'
import { chunkBytes, largestBlob } from '../../shared/sync/blobs.ts'
import { storedBlobId, storedBlobs } from '../../shared/sync/stored-blob.ts'
import type { Cloud } from '../../src-cloud/start-cloud.ts'
import { blobOf } from '../../src-main/store/blob-rows.ts'
import { chunkOf, never, newBlobStation, putAll, scan, type BlobStation } from '../kit/blobs.ts'
import {
  contentsOf,
  faultsOf,
  makeOwner,
  newCloud,
  newTestPractice,
  settle,
  skipWithout,
  usePostgres,
} from '../kit/cloud.ts'
import { shaOf } from '../kit/documents.ts'
import { command } from '../kit/store.ts'

describe.skipIf(skipWithout !== null)('blobs', () => {
  const postgres = usePostgres()

  async function practiceWith(more: Readonly<{ stations?: number }> = {}) {
    const name = await postgres.makeDatabase()
    const cloud = await newCloud(postgres.url(name), postgres.folder)
    const practice = await newTestPractice(cloud)
    const stations: BlobStation[] = []
    for (let n = 0; n < (more.stations ?? 1); n += 1) stations.push(await newBlobStation(cloud, practice))
    const [one] = stations as [BlobStation, ...BlobStation[]]
    makeOwner(one)
    await settle(one)
    return { cloud, name, practice, one, stations }
  }
  const wordsOf = (station: BlobStation) =>
    contentsOf(station)['stored_blobs'] as { row: { sha256: string } }[]
  const owned = <T extends Record<string, unknown>>(name: string, sql: string, values: unknown[] = []) =>
    postgres.owner(name, async (client: Client) => (await client.query<T>(sql, values)).rows)

  test('come in any order and as often as they like; what is missing is known at every moment', async () => {
    const { name, practice, one } = await practiceWith()
    const bytes = randomBytes(3 * chunkBytes + 1234)
    const [sha, size] = [shaOf(bytes), bytes.length]
    const missing = async () => (await one.carrying.standing(sha, size, never)).missing
    expect(await missing()).toEqual([0, 1, 2, 3])
    await putAll(one, sha, bytes, [3, 1, 3, 1])
    expect(await missing()).toEqual([0, 2])
    expect(await one.carrying.complete(sha, size, never)).toBe('incomplete')
    expect(await one.carrying.range(sha, 0, 100, never)).toBeNull()
    await putAll(one, sha, bytes, [2, 0])
    expect(await one.carrying.complete(sha, size, never)).toBe('stored')
    expect(await one.carrying.standing(sha, size, never)).toEqual({ stored: true, missing: [] })
    // again: the same answer, and nothing is said twice
    await putAll(one, sha, bytes, [0])
    expect(await one.carrying.complete(sha, size, never)).toBe('stored')
    await settle(one)
    expect(wordsOf(one)).toEqual([
      { version: 1, row: expect.objectContaining({ id: storedBlobId(sha), sha256: sha, size }) },
    ])
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
    const said = await owned(name, `SELECT count(*)::int AS n FROM change_log WHERE type = 'stored-blob'`)
    expect(said).toEqual([{ n: 1 }])
  })

  test('are given by ranges, of one piece at most, and whole', async () => {
    const { cloud, one } = await practiceWith()
    const bytes = randomBytes(2 * chunkBytes + 99)
    const sha = shaOf(bytes)
    await putAll(one, sha, bytes)
    await one.carrying.complete(sha, bytes.length, never)
    for (const [from, to, gets] of [
      [0, 10, 10],
      [chunkBytes - 5, chunkBytes + 5, 5],
      [chunkBytes, 2 * chunkBytes, chunkBytes],
      [2 * chunkBytes + 98, 2 * chunkBytes + 500, 1],
    ] as const) {
      const part = await one.carrying.range(sha, from, to, never)
      expect([from, part?.equals(bytes.subarray(from, from + gets))]).toEqual([from, true])
    }
    expect(await one.carrying.range(sha, bytes.length, bytes.length + 1, never)).toBeNull()
    const whole = await getWhole(cloud, one.token, `/v1/blobs/${sha}`)
    expect([whole.status, whole.body.equals(bytes)]).toEqual([200, true])
    expect((await getWhole(cloud, 'hf1.nobody', `/v1/blobs/${sha}`)).status).toBe(401)
    expect((await getWhole(cloud, one.token, '/v1/blobs/../../etc/passwd')).status).toBe(404)
    expect((await getWhole(cloud, one.token, `/v1/blobs/${sha.toUpperCase()}`)).status).toBe(400)
  })

  test('a piece that is not what it says, has another length or lies outside is refused, and harms nothing', async () => {
    const { one } = await practiceWith()
    const bytes = randomBytes(chunkBytes + 100)
    const [sha, size] = [shaOf(bytes), bytes.length]
    const whole = chunkOf(bytes, 1)
    const changed = Buffer.from(whole.bytes)
    changed[5] = (changed[5] ?? 0) ^ 1
    const attempts = [
      { ...whole, bytes: changed },
      { ...whole, bytes: whole.bytes.subarray(0, 99) },
      { ...whole, n: 0 },
      { ...whole, n: 2 },
      { ...whole, n: 9_999_999 },
      { ...whole, sha: '' },
    ]
    for (const chunk of attempts)
      await expect(one.carrying.put(sha, size, chunk, never)).rejects.toMatchObject({ why: 'refused' })
    const tooLarge = { n: 0, bytes: Buffer.alloc(chunkBytes + 1), sha: shaOf(Buffer.alloc(chunkBytes + 1)) }
    await expect(one.carrying.put(sha, size, tooLarge, never)).rejects.toMatchObject({ why: 'refused' })
    await expect(one.carrying.put(sha, largestBlob + 1, whole, never)).rejects.toMatchObject({
      why: 'refused',
    })
    expect((await one.carrying.standing(sha, size, never)).missing).toEqual([0, 1])
    await putAll(one, sha, bytes)
    expect(await one.carrying.complete(sha, size, never)).toBe('stored')
  })

  test('that are not what they are called are never stored, and do not stand in the way of those that are', async () => {
    const { one } = await practiceWith()
    const [right, wrong] = [randomBytes(chunkBytes + 50), randomBytes(chunkBytes + 50)]
    const sha = shaOf(right)
    await putAll(one, sha, wrong)
    expect(await one.carrying.complete(sha, right.length, never)).toBe('mismatch')
    expect((await one.carrying.standing(sha, right.length, never)).missing).toEqual([0, 1])
    // of another length
    await one.carrying.put(sha, 10, chunkOf(randomBytes(10), 0), never)
    expect((await one.carrying.standing(sha, right.length, never)).missing).toEqual([0, 1])
    await putAll(one, sha, right)
    expect(await one.carrying.complete(sha, right.length, never)).toBe('stored')
    await settle(one)
    expect(wordsOf(one)).toHaveLength(1)
  })

  test('brought by two workstations at once they are stored once, and both hear it', async () => {
    const { name, practice, stations } = await practiceWith({ stations: 2 })
    const [one, two] = stations as [BlobStation, BlobStation]
    await settle(one, two)
    const bytes = randomBytes(2 * chunkBytes)
    const sha = shaOf(bytes)
    await Promise.all([putAll(one, sha, bytes, [0, 1]), putAll(two, sha, bytes, [1, 0])])
    const both = await Promise.all(
      stations.map(({ carrying }) => carrying.complete(sha, bytes.length, never)),
    )
    expect(both).toEqual(['stored', 'stored'])
    await settle(one, two)
    expect([wordsOf(one).length, wordsOf(two).length]).toEqual([1, 1])
    expect(await postgres.owner(name, (client) => faultsOf(client, practice))).toEqual([])
  })

  test('no workstation speaks for the cloud: an op that says that bytes are stored is refused', async () => {
    const { name, stations } = await practiceWith({ stations: 2 })
    const [one, two] = stations as [BlobStation, BlobStation]
    await settle(one, two)
    const sha = await scan(one, randomBytes(100))
    const row = { id: storedBlobId(sha), sha256: sha, size: 100, storedAt: '2026-11-23T15:05:00.000Z' }
    const op = command(two.store, (tx) => tx.put(storedBlobs, row))
    await settle(one, two)
    const refused = await owned(name, 'SELECT reason FROM op_quarantine WHERE op_id = $1', [op])
    expect(refused).toEqual([{ reason: 'record.cloud-only' }])
    expect([wordsOf(one).length, blobOf(one.store.read, sha)?.stored]).toEqual([0, 0])
  })

  test('of one practice are nothing to another: not seen, not given, not shared; PostgreSQL itself says so', async () => {
    const { cloud, name, practice, one } = await practiceWith()
    const other = await newTestPractice(cloud)
    const theirs = await newBlobStation(cloud, other)
    makeOwner(theirs)
    await settle(theirs)
    const bytes = Buffer.concat([Buffer.from('Canary-of-the-other-practice'), randomBytes(chunkBytes)])
    const [sha, size] = [shaOf(bytes), bytes.length]
    await putAll(theirs, sha, bytes)
    expect(await theirs.carrying.complete(sha, size, never)).toBe('stored')
    // whoever knows the hash learns nothing by it
    expect(await one.carrying.standing(sha, size, never)).toEqual({ stored: false, missing: [0, 1] })
    expect(await one.carrying.range(sha, 0, 100, never)).toBeNull()
    // and the same bytes are brought once more, for this practice
    await putAll(one, sha, bytes)
    expect(await one.carrying.complete(sha, size, never)).toBe('stored')
    const kept = await owned(name, 'SELECT practice_id, count(*)::int AS n FROM blob_chunk GROUP BY 1')
    expect(kept.map(({ n }) => n)).toEqual([2, 2])
    await settle(one, theirs)
    expect([wordsOf(one).length, wordsOf(theirs).length]).toEqual([1, 1])
    const asApp = (set: string, sql: string) =>
      postgres.owner(name, async (client) => {
        await client.query('SET ROLE holdfast_app')
        await client.query('BEGIN')
        await client.query(`SELECT set_config('app.practice_id', $1, true)`, [set])
        return (await client.query(sql)).rows
      })
    for (const table of ['blob', 'blob_chunk']) {
      expect(await asApp('', `SELECT 1 FROM ${table}`)).toEqual([])
      const seen = await asApp(practice, `SELECT DISTINCT practice_id FROM ${table}`)
      expect(seen).toEqual([{ practice_id: practice }])
    }
    await expect(
      asApp(
        practice,
        `INSERT INTO blob (practice_id, sha256, bytes) VALUES ('${other}', '${'0'.repeat(64)}', 1)`,
      ),
    ).rejects.toThrow(/row-level security/)
  })

  test('once stored they stay as they are, whoever asks', async () => {
    const { name, practice, one } = await practiceWith()
    const bytes = randomBytes(100)
    const sha = shaOf(bytes)
    await putAll(one, sha, bytes)
    await one.carrying.complete(sha, 100, never)
    const attempts = [
      `UPDATE blob_chunk SET body = '\\x00'`,
      'DELETE FROM blob_chunk',
      'UPDATE blob SET stored_at = NULL',
      'DELETE FROM blob',
      `INSERT INTO blob_chunk (practice_id, sha256, n, chunk_sha, body) SELECT practice_id, sha256, 7, sha256, '\\x00' FROM blob`,
    ]
    for (const sql of attempts) {
      await expect(owned(name, sql)).rejects.toThrow(/stays as it is/)
      const asApp = postgres.owner(name, async (client) => {
        await client.query('SET ROLE holdfast_app')
        await client.query('BEGIN')
        await client.query(`SELECT set_config('app.practice_id', $1, true)`, [practice])
        await client.query(sql)
      })
      await expect(asApp).rejects.toThrow(/stays as it is/)
    }
    await expect(owned(name, 'TRUNCATE blob CASCADE')).rejects.toThrow(/only added to/)
    expect((await one.carrying.range(sha, 0, 100, never))?.equals(bytes)).toBe(true)
  })

  test('a piece that is damaged in the database is named, and not given out', async () => {
    const { name, one } = await practiceWith()
    const bytes = randomBytes(100)
    const sha = shaOf(bytes)
    await putAll(one, sha, bytes)
    await one.carrying.complete(sha, 100, never)
    await owned(
      name,
      `ALTER TABLE blob_chunk DISABLE TRIGGER ALL; UPDATE blob_chunk SET body = set_byte(body, 3, 1 + get_byte(body, 3) % 200)`,
    )
    await expect(one.carrying.range(sha, 0, 100, never)).rejects.toMatchObject({ why: 'refused' })
  })

  test('what nobody brought to its end goes after a month, when the next begins', async () => {
    const { name, one } = await practiceWith()
    const [old, young, next] = [randomBytes(chunkBytes + 1), randomBytes(chunkBytes + 1), randomBytes(10)]
    await putAll(one, shaOf(old), old, [0])
    await putAll(one, shaOf(young), young, [0])
    await owned(name, `UPDATE blob SET touched_at = now() - interval '31 days' WHERE sha256 = $1`, [
      shaOf(old),
    ])
    await putAll(one, shaOf(next), next)
    const left = await owned(name, 'SELECT sha256 FROM blob ORDER BY 1')
    expect(left.map(({ sha256 }) => sha256)).toEqual([shaOf(young), shaOf(next)].toSorted())
  })

  test('one workstation that sends too much at once is asked to come again, and the others are not', async () => {
    const { cloud, stations } = await practiceWith({ stations: 2 })
    const [one, two] = stations as [BlobStation, BlobStation]
    const sha = shaOf(randomBytes(8))
    // pieces that never end: once the fifth of them is refused, four are on their way
    const held: ClientRequest[] = []
    const refused = await Promise.race(
      Array.from(
        { length: 5 },
        () =>
          new Promise<number | undefined>((resolve) => {
            const sent = request({
              host: '127.0.0.1',
              port: cloud.port,
              ca: cloud.ca,
              method: 'PUT',
              path: `/v1/blobs/${sha}/chunks/0?size=1000`,
              agent: false,
              headers: {
                authorization: `Bearer ${one.token}`,
                'content-type': 'application/octet-stream',
                'content-length': 1000,
              },
            })
            sent.on('error', () => undefined)
            sent.on('response', ({ statusCode }) => resolve(statusCode))
            sent.write('half')
            held.push(sent)
          }),
      ),
    )
    expect(refused).toBe(503)
    const asked = one.carrying.standing(sha, 1000, never)
    await expect(asked).rejects.toMatchObject({ why: 'busy', retryAfterMs: expect.any(Number) })
    expect((await two.carrying.standing(sha, 1000, never)).missing).toEqual([0])
    await settle(one)
    for (const sent of held) sent.destroy()
    await expect
      .poll(() =>
        one.carrying.standing(sha, 1000, never).then(
          () => 'ok',
          () => 'busy',
        ),
      )
      .toBe('ok')
  })
})

function getWhole(
  { port, ca }: Pick<Cloud, 'port' | 'ca'>,
  token: string,
  path: string,
): Promise<{ status: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, ca, path, agent: false, headers: { authorization: `Bearer ${token}` } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts) }))
      },
    )
    sent.on('error', reject)
    sent.end()
  })
}
