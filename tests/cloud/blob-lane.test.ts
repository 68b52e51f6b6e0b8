/** The lane of blobs over a real line and a real cloud: cut, killed, changed on the way, set back. Every piece arrives, once. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { chunkBytes } from '../../shared/sync/blobs.ts'
import { mayForget } from '../../src-main/store/blob-rows.ts'
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
import { newCloud, settle, skipWithout, usePostgres } from '../kit/cloud.ts'
import { shaOf } from '../kit/documents.ts'

const small = 1000
/** So many pieces, the last of them small: how large one is proves nothing. */
const inPieces = (pieces: number) => randomBytes((pieces - 1) * chunkBytes + 10 * pieces)
const months = 60 * 86_400_000

describe.skipIf(skipWithout !== null)('the lane of blobs', () => {
  const postgres = usePostgres()

  test('what is scanned offline is sent when the cloud is there; the other knows of it at once, and has it by itself', async () => {
    const { line, one, two } = await twoStations(postgres)
    line.set('cut')
    const bytes = inPieces(2)
    const sha = await scan(one, bytes)
    const first = one.lane({ reached: () => false })
    first.nudge()
    await until(() => line.met.refused > 0)
    expect(standingOf(one, sha)).toMatchObject({ here: 1, stored: 0, sent: 0, fault: null })
    line.set('open')
    // its row is there before its bytes are
    await settle(one, two)
    expect(standingOf(two, sha)).toMatchObject({ here: 0, stored: 0, size: bytes.length })
    first.tryNow()
    await until(() => standingOf(one, sha)?.sent === bytes.length)
    // invariant 21: the cloud's answer is not its word in the log
    expect(mayForget(one.store, sha, Date.now() + months)).toBe(false)
    await until(() => isStored(one, sha))
    expect(mayForget(one.store, sha, Date.now() + months)).toBe(true)
    await settle(two)
    expect(standingOf(two, sha)).toMatchObject({ here: 0, stored: 1 })
    const second = two.lane()
    second.nudge()
    await until(() => standingOf(two, sha)?.here === 1)
    expect((await readHere(two, sha, bytes.length)).equals(bytes)).toBe(true)
    expect([...one.faults, ...two.faults]).toEqual([])
  })

  test('how far another workstation has come with it is looked up, and shown', async () => {
    const { one, two } = await twoStations(postgres)
    const bytes = inPieces(2)
    const sha = await scan(one, bytes)
    await settle(one, two)
    let stop: () => void = () => undefined
    const held = new Promise<void>((resolve) => (stop = resolve))
    const sending = one.lane({
      transport: carryingBy(one.carrying, {
        put: async (hash, size, chunk, signal) => {
          if (chunk.n === 1) await held
          return one.carrying.put(hash, size, chunk, signal)
        },
      }),
    })
    sending.nudge()
    await until(() => standingOf(one, sha)?.sent === chunkBytes)
    const looking = two.lane()
    looking.nudge()
    await expect.poll(() => standingOf(two, sha)?.sent, { timeout: 60_000 }).toBe(chunkBytes)
    stop()
    await until(() => isStored(one, sha))
  })

  test(
    'cut off at 98.5 % it goes on with the piece it was at, in both directions',
    { timeout: 300_000 },
    async () => {
      const { line, one, two } = await twoStations(postgres)
      const pieces = 5
      const bytes = randomBytes(4 * chunkBytes + 250 * 1024)
      const sha = await scan(one, bytes)
      await settle(one, two)
      const cutAt = (n: number) =>
        carryingBy(one.carrying, {
          put: async (hash, size, chunk, signal) => {
            if (chunk.n < n) return one.carrying.put(hash, size, chunk, signal)
            // in the middle of it, and for good
            setTimeout(() => line.set('cut'), 5)
            await one.carrying.put(hash, size, chunk, signal)
            throw new Unreachable('offline')
          },
        })
      const before = watched(one, { transport: cutAt(pieces - 1), reached: () => false })
      before.lane.nudge()
      await until(() => before.puts().length >= pieces, 180_000)
      await before.lane.stop()
      const sent = standingOf(one, sha)?.sent ?? 0
      expect(sent / bytes.length).toBeGreaterThan(0.98)
      line.set('open')
      const after = watched(one)
      after.lane.nudge()
      await until(() => isStored(one, sha), 120_000)
      expect(after.puts().length).toBeLessThanOrEqual(1)

      // and back: what has come is not asked for again, also by another life of the same workstation
      await settle(two)
      const lives: ReturnType<typeof watched>[] = []
      for (const cut of [1, 2, pieces]) {
        let left = cut
        const transport = carryingBy(two.carrying, {
          range: (hash, from, to, signal) =>
            (left -= 1) < 0
              ? Promise.reject(new Unreachable('offline'))
              : two.carrying.range(hash, from, to, signal),
        })
        const life = watched(two, { transport, reached: () => false })
        lives.push(life)
        life.lane.want(sha)
        await until(() => left < 0 || standingOf(two, sha)?.here === 1, 120_000)
        await life.lane.stop()
      }
      expect(standingOf(two, sha)).toMatchObject({ here: 1, got: bytes.length })
      const asked = lives.flatMap((life) => life.asked).filter((each) => each.startsWith('range'))
      // each piece once, and once more where a life was cut off while it asked for it
      expect(new Set(asked).size).toBe(pieces)
      expect(asked.length).toBeLessThanOrEqual(pieces + 2)
      expect(shaOf(await readHere(two, sha, bytes.length))).toBe(sha)
    },
  )

  test('a workstation that is killed at a piece goes on there when somebody signs in again', async () => {
    const { one } = await twoStations(postgres)
    const bytes = inPieces(4)
    const sha = await scan(one, bytes)
    await settle(one)
    let lives = 0
    const puts: string[] = []
    for (; !(await isStored(one, sha)); lives += 1) {
      expect(lives).toBeLessThan(10)
      let left = 1
      const life = watched(one, {
        transport: carryingBy(one.carrying, {
          put: (hash, size, chunk, signal) =>
            (left -= 1) < 0
              ? new Promise<void>((_resolve, reject) =>
                  signal.addEventListener('abort', () => reject(new Unreachable('offline'))),
                )
              : one.carrying.put(hash, size, chunk, signal),
        }),
      })
      life.lane.nudge()
      await until(() => left < 0 || standingOf(one, sha)?.sent === bytes.length)
      // as a process ends: nothing of it is told to stop
      puts.push(...life.puts())
    }
    expect(new Set(puts).size).toBe(4)
    expect(lives).toBeGreaterThan(3)
  })

  test('a piece that is changed on its way is refused by the cloud, and sent again', async () => {
    const { one } = await twoStations(postgres)
    const bytes = inPieces(2)
    const sha = await scan(one, bytes)
    await settle(one)
    let changed = 0
    const { lane, puts } = watched(one, {
      transport: carryingBy(one.carrying, {
        put: (hash, size, chunk, signal) => {
          if (chunk.n !== 1 || changed > 1) return one.carrying.put(hash, size, chunk, signal)
          changed += 1
          return one.carrying.put(
            hash,
            size,
            { ...chunk, bytes: chunk.bytes.map((byte) => byte ^ 1) as Buffer },
            signal,
          )
        },
      }),
    })
    lane.nudge()
    await until(() => isStored(one, sha))
    expect([changed, puts().length]).toEqual([2, 4])
  })

  test(
    'on a line that changes bytes and breaks again and again everything arrives, once',
    { timeout: 300_000 },
    async () => {
      const { line, one, two, name } = await twoStations(postgres)
      const scans = await Promise.all([1, 2, 3].map((n) => scan(one, inPieces(n))))
      await settle(one, two)
      const lane = one.lane({ reached: () => false })
      lane.nudge()
      for (const state of ['corrupt', 'open', 'cut', 'slow', 'corrupt', 'open'] as const) {
        line.set(state)
        lane.tryNow()
        await new Promise((resolve) => setTimeout(resolve, 400))
        // the first of them changes what comes by: something has to
        await until(() => line.met.corrupt + line.met.broken > 0)
      }
      lane.tryNow()
      for (const sha of scans) await until(() => isStored(one, sha), 120_000)
      expect(line.met.corrupt + line.met.broken).toBeGreaterThan(0)
      const stored = await postgres.owner(name, (client) =>
        client.query(`SELECT count(*)::int AS n FROM change_log WHERE type = 'stored-blob'`),
      )
      expect(stored.rows).toEqual([{ n: 3 }])
      await settle(two)
      two.lane().nudge()
      for (const sha of scans.slice(0, 2)) await until(() => standingOf(two, sha)?.here === 1)
    },
  )

  test('a cloud that was set back gets the bytes again that it had after its backup, from whoever brought them', async () => {
    const { name, port, cloud, one, two } = await twoStations(postgres)
    const kept = await scan(one, randomBytes(small))
    await settle(one, two)
    const lane = one.lane()
    lane.nudge()
    await until(() => isStored(one, kept))
    await settle(two)
    await cloud.stop()
    const backup = await postgres.makeDatabase(name)
    const again = await newCloud(postgres.url(name), postgres.folder, { port })
    const lost = await scan(one, randomBytes(small))
    await settle(one, two)
    lane.tryNow()
    await until(() => isStored(one, lost))
    await settle(two)
    expect(standingOf(two, lost)?.stored).toBe(1)
    await again.stop()

    await newCloud(postgres.url(backup), postgres.folder, { port })
    for (const { engine } of [one, two]) engine.disconnected()
    await settle(one, two)
    lane.tryNow()
    // its word is taken back with the bytes, by the log itself; what the backup had stands
    await until(() => isStored(one, kept))
    await until(() => isStored(one, lost), 90_000)
    await settle(two)
    two.lane().nudge()
    for (const sha of [kept, lost]) await until(() => standingOf(two, sha)?.here === 1)
    const waiting = [one, two].map(({ store }) =>
      store.db.prepare(`SELECT op FROM attention WHERE state = 'open'`).all(),
    )
    expect(waiting).toEqual([[], []])
    const bytes = await postgres.owner(backup, (client) =>
      client.query('SELECT count(*)::int AS n FROM blob WHERE stored_at IS NOT NULL'),
    )
    expect(bytes.rows).toEqual([{ n: 2 }])
  })
})
