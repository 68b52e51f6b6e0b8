/** Backups that come back, and an account of each: every fact that was acknowledged is there, and is there once. */
import { execFileSync } from 'node:child_process'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Random } from '../simulation/random.ts'
import { WorkClock } from '../../tools/drill/virtual-clock.ts'
import { accountOf } from '../../tools/kit/account.ts'
import { CloudProcess } from '../../tools/kit/cloud-process.ts'
import { Desk } from '../../tools/kit/desk.ts'
import { workOnce, type Fact } from '../../tools/kit/desk-work.ts'
import { practiceOfDesks } from '../../tools/kit/practice-of-desks.ts'
import { settleDesks } from '../../tools/kit/settle-desks.ts'
import { skipWithout } from '../kit/cloud.ts'
import { tempFolder } from '../kit/practice.ts'

const hour = 3_600_000

async function threeDesks(seed: number) {
  const folder = tempFolder()
  const clock = new WorkClock()
  const cloud = await CloudProcess.in(folder)
  onTestFinished(() => cloud.stop())
  const { practice, places } = await practiceOfDesks(cloud, {
    desks: 3,
    folder,
    port: cloud.port,
    clock,
    timeoutMs: 10_000,
  })
  const random = new Random(seed)
  const desks = places.map((place) => new Desk(place, clock))
  onTestFinished(() => {
    for (const desk of desks) desk.close()
  })
  const facts: Fact[] = []
  let acts = 0
  /** So many acts of everybody, some time apart; each may be sent now and then. */
  const work = async (n: number, who: readonly Desk[] = desks) => {
    for (let left = n; left > 0; left -= 1) {
      clock.advance(5 * 60_000)
      const fact = await workOnce(random.pick(who), random, (acts += 1))
      if (fact) facts.push(fact)
      if (random.chance(0.2)) await random.pick(who).engine.step()
    }
  }
  const account = (all: readonly Desk[] = desks) =>
    cloud.owner((client) =>
      accountOf(
        client,
        practice,
        facts,
        all.map(({ store }) => store),
      ),
    )
  await settleDesks(desks)
  await work(40)
  await settleDesks(desks)
  return { folder, clock, cloud, practice, desks, facts, work, account }
}

describe.skipIf(skipWithout !== null)('a backup comes back', () => {
  test('the cloud, two hours old: what it had acknowledged since is there again', async () => {
    const { folder, clock, cloud, desks, facts, work, account } = await threeDesks(11)
    const [data, backup] = [join(folder, 'postgres'), join(folder, 'backup')]
    await cloud.stop()
    // with its owner: PostgreSQL refuses data that is somebody else's
    execFileSync('cp', ['-a', data, backup])
    await cloud.start()
    clock.advance(2 * hour)
    await work(60)
    await settleDesks(desks)
    expect(desks.map(({ waiting }) => waiting)).toEqual([0, 0, 0])
    const before = (await account()).lines
    await cloud.stop()
    rmSync(data, { recursive: true })
    renameSync(backup, data)
    await cloud.start()
    for (const desk of desks) desk.engine.disconnected()
    await work(20, desks.slice(1))
    await settleDesks(desks)
    const { faults, made, delivered, refused, lost, duplicated, lines } = await account()
    expect(faults).toEqual([])
    expect({ lost, duplicated, refused, delivered }).toEqual({
      lost: 0,
      duplicated: 0,
      refused,
      delivered: made - refused,
    })
    expect(made).toBe(facts.length)
    // it was another log for a while, or this proved nothing
    expect(before).toBeGreaterThan(100)
    expect(lines).toBeGreaterThan(100)
    expect(refused).toBeLessThan(made / 10)
  })

  test('a workstation, as it was yesterday: what it had sent since is there, what it makes now too', async () => {
    const { folder, clock, desks, work, account } = await threeDesks(12)
    const [one, ...others] = desks as [Desk, ...Desk[]]
    const backup = join(folder, 'yesterday')
    one.close()
    cpSync(one.place.folder, backup, { recursive: true })
    let desk = new Desk(one.place, clock)
    clock.advance(24 * hour)
    await work(60, [desk, ...others])
    await settleDesks([desk, ...others])
    desk.close()
    rmSync(one.place.folder, { recursive: true })
    cpSync(backup, one.place.folder, { recursive: true })
    desk = new Desk(one.place, clock)
    onTestFinished(() => desk.close())
    // before it has asked: under numbers that the cloud knows for other ops
    await work(15, [desk])
    await work(30, [desk, ...others])
    await settleDesks([desk, ...others])
    const { faults, made, delivered, refused, lost, duplicated } = await account([desk, ...others])
    expect(faults).toEqual([])
    expect({ lost, duplicated, refused, delivered }).toEqual({
      lost: 0,
      duplicated: 0,
      refused: 0,
      delivered: made,
    })
  })

  test('a workstation that was copied: both are heard', async () => {
    const { folder, clock, desks, work, account } = await threeDesks(13)
    const [one, ...others] = desks as [Desk, ...Desk[]]
    await work(10, [one])
    one.close()
    const copied = join(folder, 'copy')
    cpSync(one.place.folder, copied, { recursive: true })
    const both = [new Desk(one.place, clock), new Desk({ ...one.place, folder: copied }, clock)]
    onTestFinished(() => {
      for (const desk of both) desk.close()
    })
    // their record numbers are the same: a number is no key, and a person sees two of it
    const all = [...both, ...others]
    await work(80, all)
    await settleDesks(all)
    const { faults, made, delivered, refused, lost, duplicated } = await account(all)
    expect(faults).toEqual([])
    expect({ lost, duplicated, refused, delivered }).toEqual({
      lost: 0,
      duplicated: 0,
      refused: 0,
      delivered: made,
    })
  })
})
