/** The clock of a workstation against a real cloud: measured by it, and found by the cloud, whatever the workstation says (A11, N3). */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ClockKeeper } from '../../src-main/audit/clock-keeper.ts'
import { clockNow, clockOf } from '../../src-main/audit/clock-log.ts'
import { entriesBy } from '../../src-main/audit/log-reader.ts'
import type { Exchange } from '../../shared/audit/clock-state.ts'
import { WitnessLane } from '../../src-main/audit/witness-lane.ts'
import { aCloud, aDesk, kindsThere } from '../kit/audit-desks.ts'
import { skipWithout, usePostgres } from '../kit/cloud.ts'
import { auditEntry } from '../kit/audit-logs.ts'

describe.skipIf(skipWithout !== null)('clocks', () => {
  const postgres = usePostgres()

  test('a clock that is right raises nothing; one that is ahead is found by the cloud at the first entry, and everybody is told', async () => {
    const there = await aCloud(postgres)
    const [right, ahead] = [await aDesk(there), await aDesk(there)]
    right.add(2)
    await right.send()
    right.clock.wall = Date.now()
    right.add(1)
    await right.send()
    expect(await kindsThere(there)).toEqual([])
    ahead.clock.wall = Date.now() + 300_000
    ahead.add(3)
    await ahead.send()
    ahead.add(1)
    await ahead.send()
    expect(await kindsThere(there)).toEqual(['clock'])
    right.clock.wall = Date.now()
    right.add(1)
    await right.send()
    expect([right.kinds(), ahead.kinds()]).toEqual([['clock'], ['clock']])
    expect((await there.verify()).faults).toEqual([])
  })

  test('one that is behind shows by the receipt its entry names', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there)
    desk.clock.wall = Date.now() - 600_000
    desk.add(1)
    await desk.send()
    // what was written before the first receipt could be from any time
    expect(await kindsThere(there)).toEqual([])
    desk.add(1)
    await desk.send()
    expect(await kindsThere(there)).toEqual(['clock'])
  })

  test('the offset is measured by a push, signed with its receipt, and dates what was written before it', async () => {
    const there = await aCloud(postgres)
    const desk = await aDesk(there, randomUUID(), (way) => way)
    // runs, as a clock does, and is forty minutes behind
    const [wall, mono] = [Date.now() - 2_400_000, performance.now()]
    const clock = { now: () => wall + performance.now() - mono, mono: () => performance.now() }
    desk.clock.now = clock.now
    desk.clock.mono = clock.mono
    desk.log.append(auditEntry())
    const keeper = new ClockKeeper({
      file: desk.log,
      clock,
      steady: clock.mono,
      read: () => Promise.resolve({ state: 'unsynchronised', source: 'unknown' }),
      changed: () => undefined,
      failed: (error) => void desk.faults.push(error),
    })
    await keeper.begin()
    const heard: Exchange[] = []
    const lane = new WitnessLane({
      file: desk.log,
      transport: desk.transport,
      clock,
      random: () => 0.5,
      changed: () => undefined,
      failed: (error) => void desk.faults.push(error),
      heardTime(exchange) {
        heard.push(exchange)
        keeper.heard(exchange)
      },
    })
    for (let step = 0; step < 20; step += 1) if ((await lane.step()) === 'idle') break
    expect([heard.length > 0, desk.faults]).toEqual([true, []])
    const measured = clockNow(desk.log)?.measured?.measured
    expect(Math.abs((measured?.offsetMs ?? 0) + 2_400_000)).toBeLessThanOrEqual(measured?.withinMs ?? 0)
    expect(desk.kinds()).toContain('clock')
    const [first] = entriesBy(desk.log, [1])
    if (!first) throw new Error('no entry')
    const { corrected } = clockOf(desk.log, first)
    expect(Math.abs(Date.parse(corrected ?? '') - Date.now())).toBeLessThan(120_000)
    expect(Date.parse(first.at)).toBeLessThan(Date.now() - 2_000_000)
  })
})
