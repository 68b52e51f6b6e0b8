/** The lane by itself: real engine, real cloud; what the network does is said by the test. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { OutageLog } from '../../src-main/store/outage-log.ts'
import { SyncLane, type LaneParts } from '../../src-main/sync/lane.ts'
import { Unreachable, type Transport } from '../../src-main/sync/transport.ts'
import {
  cloudFolder,
  makeOwner,
  newCloud,
  newStation,
  newTestPractice,
  registerOne,
  skipWithout,
  usePostgres,
  waitingIn,
} from '../kit/cloud.ts'

describe.skipIf(skipWithout !== null)('the lane', () => {
  const postgres = usePostgres()

  /** A station whose way to the cloud can be cut, and every time it went that way. */
  async function laneOf(more: Partial<LaneParts> = {}) {
    const cloud = await newCloud(postgres.url(await postgres.makeDatabase()), cloudFolder())
    const practice = await newTestPractice(cloud)
    const net = { cut: null as string | null, asked: 0 }
    const guarded = <T>(work: () => Promise<T>): Promise<T> => {
      net.asked += 1
      return net.cut === null ? work() : Promise.reject(new Unreachable(net.cut))
    }
    const around = (transport: Transport): Transport => ({
      ...transport,
      hello: (hello) => guarded(() => transport.hello(hello)),
      push: (push) => guarded(() => transport.push(push)),
      pull: (...given: Parameters<Transport['pull']>) => guarded(() => transport.pull(...given)),
      rows: (type, after) => guarded(() => transport.rows(type, after)),
      hydrate: (...given: Parameters<Transport['hydrate']>) => guarded(() => transport.hydrate(...given)),
      segment: (...given: Parameters<Transport['segment']>) => guarded(() => transport.segment(...given)),
    })
    const station = await newStation(cloud, practice, { around })
    const clock = { now: Date.parse('2026-11-24T09:00:00.000Z') }
    const faults: unknown[] = []
    const lane = new SyncLane({
      engine: station.engine,
      listen: (signal) =>
        new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      outages: new OutageLog(station.store),
      now: () => new Date(clock.now).toISOString(),
      random: () => 0.5,
      changed: () => undefined,
      failed: (error) => void faults.push(error),
      longestWaitMs: 100,
      ...more,
    })
    onTestFinished(() => lane.stop())
    const outages = () =>
      station.store.db.prepare('SELECT why, waiting, endedAt, sentAt FROM outage').all() as Record<
        string,
        unknown
      >[]
    return { station, lane, net, clock, faults, outages }
  }

  test('comes to rest when all is sent and read, and goes on when it is told of something', async () => {
    const { station, lane, net } = await laneOf()
    makeOwner(station)
    lane.start()
    await expect.poll(() => lane.connection.state).toBe('current')
    expect(waitingIn(station)).toBe(0)
    const asked = net.asked
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(net.asked).toBe(asked)
    registerOne(station)
    lane.nudge()
    await expect.poll(() => waitingIn(station)).toBe(0)
  })

  test('a line for news that never holds is no reason to ask again and again', async () => {
    const { lane, net } = await laneOf({ listen: () => Promise.reject(new Unreachable('timeout')) })
    lane.start()
    await expect.poll(() => lane.connection.state).toBe('current')
    const asked = net.asked
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(net.asked).toBeLessThanOrEqual(asked + 2)
  })

  test('what was done while the cloud was away is counted, and when all of it was sent', async () => {
    const { station, lane, net, clock, outages, faults } = await laneOf()
    makeOwner(station)
    lane.start()
    await expect.poll(() => lane.connection.state).toBe('current')
    net.cut = 'timeout'
    lane.tryNow()
    await expect.poll(() => [lane.connection.state, lane.connection.why]).toEqual(['away', 'timeout'])
    clock.now += 3 * 3_600_000
    for (let n = 0; n < 5; n += 1) registerOne(station)
    lane.nudge()
    await expect.poll(() => outages().length).toBe(1)
    net.cut = null
    await expect.poll(() => lane.connection.state).toBe('current')
    expect(outages()).toEqual([
      {
        why: 'timeout',
        waiting: 5,
        endedAt: '2026-11-24T12:00:00.000Z',
        sentAt: '2026-11-24T12:00:00.000Z',
      },
    ])
    expect(faults).toEqual([])
  })

  test('a moment without an answer and without work is no outage', async () => {
    const { lane, net, outages } = await laneOf()
    lane.start()
    await expect.poll(() => lane.connection.state).toBe('current')
    net.cut = 'offline'
    lane.tryNow()
    await expect.poll(() => lane.connection.state).toBe('away')
    net.cut = null
    await expect.poll(() => lane.connection.state).toBe('current')
    expect(outages()).toEqual([])
  })

  test('a fault of ours is told and tried again; nothing is lost by it', async () => {
    const { station, lane, net, faults } = await laneOf()
    makeOwner(station)
    const step = station.engine.step.bind(station.engine)
    let broken = true
    station.engine.step = () => {
      if (!broken) return step()
      broken = false
      return Promise.reject(new TypeError('a fault'))
    }
    lane.start()
    await expect.poll(() => lane.connection.state).toBe('current')
    expect(faults).toHaveLength(1)
    expect([waitingIn(station), net.cut]).toEqual([0, null])
  })
})
