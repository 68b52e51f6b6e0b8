/** Each blob has its own patience: none holds up another, or the clinical lane; what cannot be carried is told to a person. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chunkBytes } from '../../shared/sync/blobs.ts'
import { forgetBlob } from '../../src-main/blobs/collect.ts'
import { noteFault } from '../../src-main/store/blob-rows.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import {
  carryingBy,
  isStored,
  readHere,
  scan,
  standingOf,
  twoStations,
  until,
  watched,
} from '../kit/blobs.ts'
import { registerOne, settle, skipWithout, usePostgres, waitingIn } from '../kit/cloud.ts'

const small = 1000
const months = 60 * 86_400_000

describe.skipIf(skipWithout !== null)('a blob among others', () => {
  const postgres = usePostgres()

  test('one that cannot be sent holds up no other, and no op; in the end a person is told, and when it goes it leaves the inbox', async () => {
    const { one, two } = await twoStations(postgres)
    const bad = await scan(one, randomBytes(small))
    const good: string[] = []
    for (let n = 0; n < 6; n += 1) good.push(await scan(one, randomBytes(small)))
    let broken = true
    const guarded = carryingBy(one.carrying, {
      put: (sha, size, chunk, signal) =>
        broken && sha === bad
          ? Promise.reject(new Unreachable('timeout'))
          : one.carrying.put(sha, size, chunk, signal),
    })
    let wondered = 0
    const { lane } = watched(one, { transport: guarded, wonder: () => void (wondered += 1) })
    lane.nudge()
    for (let n = 0; n < 20; n += 1) registerOne(one)
    await settle(one, two)
    for (const sha of good) await until(() => isStored(one, sha))
    expect(waitingIn(one)).toBe(0)
    await until(() => standingOf(one, bad)?.fault === 'blob.not-sent')
    expect(wondered).toBeGreaterThan(5)
    expect(standingOf(one, bad)).toMatchObject({ here: 1, stored: 0 })
    broken = false
    await until(() => isStored(one, bad))
    expect(standingOf(one, bad)?.fault).toBeNull()
  })

  test('bytes that the cloud gives and that are not the ones are not kept, and a person is told', async () => {
    const { one, two } = await twoStations(postgres)
    const sha = await scan(one, randomBytes(small))
    await settle(one, two)
    one.lane().nudge()
    await until(() => isStored(one, sha))
    await settle(two)
    let lying = true
    const lane = two.lane({
      transport: carryingBy(two.carrying, {
        range: (hash, from, to, signal) =>
          lying ? Promise.resolve(randomBytes(to - from)) : two.carrying.range(hash, from, to, signal),
      }),
    })
    lane.nudge()
    await until(() => standingOf(two, sha)?.fault === 'blob.not-got')
    expect([standingOf(two, sha)?.here, two.blobs.has(sha)]).toEqual([0, false])
    lying = false
    noteFault(two.store, sha, null)
    lane.want(sha)
    await until(() => standingOf(two, sha)?.here === 1)
    expect(standingOf(two, sha)?.fault).toBeNull()
  })

  test('one that falls due while the lane looks for what is due is not left lying', async () => {
    const { one } = await twoStations(postgres)
    await scan(one, randomBytes(small))
    let [asked, clock] = [0, 0]
    const offline = carryingBy(one.carrying, {
      standing: async () => {
        asked += 1
        await new Promise((resolve) => setTimeout(resolve, 2))
        throw new Unreachable('timeout')
      },
    })
    // each look at the clock takes a while, as it does on a machine that has too much to do
    one.lane({ transport: offline, mono: () => (clock += 17) }).nudge()
    await expect.poll(() => asked).toBeGreaterThan(30)
  })

  test('a file that is damaged on this computer is named before a byte of it is sent', async () => {
    const { one, name } = await twoStations(postgres)
    const bytes = randomBytes(chunkBytes)
    const sha = await scan(one, bytes)
    const fine = await scan(one, randomBytes(small))
    const path = join(dirname(one.store.file), 'blobs', sha.slice(0, 2), sha)
    const file = readFileSync(path)
    file[500] = (file[500] ?? 0) ^ 1
    writeFileSync(path, file)
    await settle(one)
    const { lane, asked } = watched(one)
    lane.nudge()
    await until(() => standingOf(one, sha)?.fault === 'file.damaged')
    await until(() => isStored(one, fine))
    const before = asked.length
    lane.tryNow()
    await until(() => isStored(one, fine))
    expect(asked.length).toBe(before)
    const kept = await postgres.owner(name, (client) =>
      client.query('SELECT 1 FROM blob_chunk WHERE sha256 = $1', [sha]),
    )
    expect(kept.rows).toEqual([])
  })

  test('what may go goes, and comes back when somebody opens it', async () => {
    const { one } = await twoStations(postgres)
    const bytes = randomBytes(small)
    const sha = await scan(one, bytes)
    const later = Date.now() + months
    await settle(one)
    const lane = one.lane()
    lane.nudge()
    expect(await forgetBlob(one.store, one.blobs, sha, later)).toBe(false)
    await until(() => isStored(one, sha))
    await lane.stop()
    expect(await forgetBlob(one.store, one.blobs, sha, later)).toBe(true)
    expect([one.blobs.has(sha), standingOf(one, sha)?.here]).toEqual([false, 0])
    one.lane().want(sha)
    await until(() => standingOf(one, sha)?.here === 1)
    expect((await readHere(one, sha, small)).equals(bytes)).toBe(true)
  })

  test('what somebody waits for comes before what is sent by the way', async () => {
    const { one, two } = await twoStations(postgres)
    const wanted = await scan(two, randomBytes(11 * 1024 * 1024))
    await settle(two, one)
    two.lane().nudge()
    await until(() => isStored(two, wanted))
    await settle(one)
    for (let n = 0; n < 2; n += 1) await scan(one, randomBytes(5 * chunkBytes + 10))
    await settle(one)
    const { lane, asked } = watched(one)
    lane.nudge()
    await until(() => asked.filter((each) => each.startsWith('put')).length >= 2)
    const before = asked.length
    lane.want(wanted)
    await until(() => standingOf(one, wanted)?.here === 1)
    const since = asked.slice(before)
    const last = since.findLastIndex((each) => each.startsWith(`range ${wanted.slice(0, 6)}`))
    // of twelve pieces that were left a few may go out beside it, by the other place
    expect(since.slice(0, last).filter((each) => each.startsWith('put')).length).toBeLessThan(7)
    await until(() => asked.filter((each) => each.startsWith('put')).length === 12)
  })

  test('what is large is brought only when somebody opens it', async () => {
    const { one, two } = await twoStations(postgres)
    const [large, little] = [
      await scan(one, randomBytes(11 * 1024 * 1024)),
      await scan(one, randomBytes(small)),
    ]
    await settle(one, two)
    one.lane().nudge()
    for (const sha of [large, little]) await until(() => isStored(one, sha))
    await settle(two)
    const { lane, asked } = watched(two)
    lane.nudge()
    await until(() => standingOf(two, little)?.here === 1)
    expect(asked.some((each) => each.includes(large.slice(0, 6)))).toBe(false)
    lane.want(large)
    await until(() => standingOf(two, large)?.here === 1)
  })

  test('while nobody is there it does not ask for one blob after the other, and when it is asked to wait it waits', async () => {
    const { one } = await twoStations(postgres)
    for (let n = 0; n < 40; n += 1) await scan(one, randomBytes(10))
    await settle(one)
    let [asked, most, under] = [0, 0, 0]
    let answer: () => Promise<never> = () => Promise.reject(new Unreachable('offline'))
    const counting = carryingBy(one.carrying, {
      standing: async () => {
        asked += 1
        most = Math.max(most, (under += 1))
        try {
          return await answer()
        } finally {
          under -= 1
        }
      },
    })
    const away = one.lane({
      transport: counting,
      reached: () => false,
      longestWaitMs: 10_000,
      random: () => 1,
    })
    away.nudge()
    await until(() => asked > 0)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect([asked <= 2, most <= 2]).toEqual([true, true])
    await away.stop()
    asked = 0
    answer = () => Promise.reject(new Unreachable('busy', 5000))
    one.lane({ transport: counting }).nudge()
    await until(() => asked > 0)
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(asked).toBeLessThanOrEqual(2)
  })
})
