/**
 * Backups that come back: the cloud as it was two hours ago, a workstation as it was yesterday, and a workstation whose
 * profile was copied to another computer. People work before, meanwhile and after; then every fact is asked for.
 */
import { execFileSync } from 'node:child_process'
import { cpSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { getConnection } from '../../shared/cloud/get-connection.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { Random } from '../../tests/simulation/random.ts'
import { accountOf, type Account } from '../kit/account.ts'
import { CloudProcess } from '../kit/cloud-process.ts'
import { Desk, type DeskPlace } from '../kit/desk.ts'
import { workOnce, type Fact } from '../kit/desk-work.ts'
import { practiceOfDesks } from '../kit/practice-of-desks.ts'
import { settleDesks } from '../kit/settle-desks.ts'
import { WorkClock } from './virtual-clock.ts'

export type Restored = Account &
  Readonly<{
    /** Facts that were acknowledged and that the backup does not have. */
    madeSince: number
    /** For each workstation, why its Cloud screen says that something went back in time. */
    told: readonly (readonly string[])[]
    /** For each workstation, rows that its people are told the cloud has lost. */
    lostRows: readonly number[]
  }>

export type RestoreOptions = Readonly<{ folder: string; seed: number }>

const [minute, hour] = [60_000, 3_600_000]
const desksOfPractice = 3

/** The cloud's database, two hours old; nobody says that it was restored. */
export async function restoreCloud(options: RestoreOptions): Promise<Restored> {
  const practice = await Practice.of(options)
  try {
    const [data, backup] = [join(options.folder, 'postgres'), join(options.folder, 'backup')]
    await practice.cloud.stop()
    // with its owner: PostgreSQL refuses data that is somebody else's
    execFileSync('cp', ['-a', data, backup])
    await practice.cloud.start()
    const before = practice.facts.length
    practice.clock.advance(2 * hour)
    await practice.work(60)
    await settleDesks(practice.desks)
    const madeSince = practice.facts.length - before
    await practice.cloud.stop()
    rmSync(data, { recursive: true })
    renameSync(backup, data)
    await practice.cloud.start()
    for (const desk of practice.desks) desk.engine.disconnected()
    // one comes when the others have been at work again for a while
    const [, ...others] = practice.desks
    await practice.work(20, others)
    await settleDesks(practice.desks)
    return { ...(await practice.account()), madeSince }
  } finally {
    await practice.end()
  }
}

/** A workstation's files, a day old; it works before it has asked the cloud. */
export async function restoreWorkstation(options: RestoreOptions): Promise<Restored> {
  const practice = await Practice.of(options)
  try {
    const [first] = practice.desks as [Desk]
    const { place } = first
    const backup = join(options.folder, 'yesterday')
    first.close()
    cpSync(place.folder, backup, { recursive: true })
    practice.replace(first, [place])
    const before = practice.facts.length
    practice.clock.advance(24 * hour)
    await practice.work(60)
    await settleDesks(practice.desks)
    const madeSince = practice.facts.length - before
    const [yesterday] = practice.desks as [Desk]
    yesterday.close()
    rmSync(place.folder, { recursive: true })
    cpSync(backup, place.folder, { recursive: true })
    const [restored] = practice.replace(yesterday, [place]) as [Desk]
    // under numbers that the cloud knows for other ops
    await practice.work(15, [restored])
    await practice.work(30)
    await settleDesks(practice.desks)
    return { ...(await practice.account()), madeSince }
  } finally {
    await practice.end()
  }
}

/** A workstation and a copy of its files at work side by side, each for the one and only. */
export async function copyWorkstation(options: RestoreOptions): Promise<Restored> {
  const practice = await Practice.of(options)
  try {
    const [first] = practice.desks as [Desk]
    await practice.work(10, [first])
    first.close()
    const copied = join(options.folder, 'copy')
    cpSync(first.place.folder, copied, { recursive: true })
    practice.replace(first, [first.place, { ...first.place, folder: copied }])
    const before = practice.facts.length
    // their record numbers are the same: a number is no key, and a person sees two of it
    await practice.work(80)
    await settleDesks(practice.desks)
    return { ...(await practice.account()), madeSince: practice.facts.length - before }
  } finally {
    await practice.end()
  }
}

/** Three workstations that have worked together for a while, with everything sent and read. */
class Practice {
  readonly clock = new WorkClock()
  readonly cloud: CloudProcess
  readonly facts: Fact[] = []
  desks: readonly Desk[] = []
  readonly #random: Random
  #id = ''
  #acts = 0

  private constructor(cloud: CloudProcess, seed: number) {
    this.cloud = cloud
    this.#random = new Random(seed)
  }

  static async of({ folder, seed }: RestoreOptions): Promise<Practice> {
    const made = new Practice(await CloudProcess.in(folder), seed)
    try {
      const { clock, cloud } = made
      const { practice, places } = await practiceOfDesks(cloud, {
        desks: desksOfPractice,
        folder,
        port: cloud.port,
        clock,
        timeoutMs: 10_000,
      })
      made.#id = practice
      made.desks = places.map((place) => new Desk(place, clock))
      await settleDesks(made.desks)
      await made.work(40)
      await settleDesks(made.desks)
      return made
    } catch (error) {
      await made.end()
      throw error
    }
  }

  /** What stands at these places in its stead; it is closed. */
  replace(desk: Desk, places: readonly DeskPlace[]): readonly Desk[] {
    const instead = places.map((place) => new Desk(place, this.clock))
    this.desks = this.desks.flatMap((each) => (each === desk ? instead : [each]))
    return instead
  }

  /** So many acts of these people, five minutes apart; now and then somebody sends and reads. */
  async work(acts: number, who: readonly Desk[] = this.desks): Promise<void> {
    for (let left = acts; left > 0; left -= 1) {
      this.clock.advance(5 * minute)
      const fact = await workOnce(this.#random.pick(who), this.#random, (this.#acts += 1))
      if (fact) this.facts.push(fact)
      if (this.#random.chance(0.2)) await this.#random.pick(who).engine.step()
    }
  }

  /** What was made, what became of it, and what people are told. */
  async account(): Promise<Omit<Restored, 'madeSince'>> {
    const { cloud, desks, facts } = this
    const account = await cloud.owner((client) =>
      accountOf(
        client,
        this.#id,
        facts,
        desks.map(({ store }) => store),
      ),
    )
    const told: string[][] = []
    const lostRows: number[] = []
    for (const desk of desks) {
      const { outages } = await desk.call(getConnection, {})
      told.push(outages.map(({ why }) => why))
      const { refused } = await desk.call(listAttention, {})
      lostRows.push(refused.filter(({ reason }) => reason === 'row.lost-by-cloud').length)
    }
    const broken = desks.flatMap((desk) => desk.faults.map(String))
    return { ...account, faults: [...account.faults, ...broken], told, lostRows }
  }

  async end(): Promise<void> {
    for (const desk of this.desks) desk.close()
    await this.cloud.stop()
  }
}
