/**
 * A practice whose line to the cloud is cut for days: its people work on, now and then the line is there for a moment and
 * is slow or changes bytes, then it comes back. What was made, what arrived, and what people had to choose between.
 */
import { Random } from '../../tests/simulation/random.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { accountOf, type Account } from '../kit/account.ts'
import { CloudProcess } from '../kit/cloud-process.ts'
import { Desk } from '../kit/desk.ts'
import { workOnce, type Fact } from '../kit/desk-work.ts'
import { settleDesks } from '../kit/settle-desks.ts'
import { practiceOfDesks } from '../kit/practice-of-desks.ts'
import { Line, type LineState } from './line.ts'
import { WorkClock } from './virtual-clock.ts'

export type OutageOptions = Readonly<{
  folder: string
  /** Virtual hours for which the line is cut, nights included. */
  hours: number
  workstations: number
  seed: number
}>
export type Outage = Account &
  Readonly<{
    /** Facts made while the line was cut. */
    madeOffline: number
    /** Moments in which the line was there and bad. */
    flickers: number
    line: Line['met']
    /** Requests that had no answer, by why. */
    unreachable: Readonly<Record<string, number>>
    /** Real seconds from the line's return until nothing waited. */
    reconciledSeconds: number
  }>

const minute = 60_000
/** Working hours before the line is cut, and after it is back. */
const [before, after] = [3, 2]

export async function outage({ folder, hours, workstations, seed }: OutageOptions): Promise<Outage> {
  const random = new Random(seed)
  const clock = new WorkClock()
  const cloud = await CloudProcess.in(folder)
  const line = await Line.to(cloud.port, new Random(seed + 1))
  const desks: Desk[] = []
  try {
    const { practice, places } = await practiceOfDesks(cloud, {
      desks: workstations,
      folder,
      port: line.port,
      clock,
      timeoutMs: 3000,
    })
    desks.push(...places.map((place) => new Desk(place, clock)))
    const day = new Days(desks, clock, random)
    await settleDesks(desks)

    await day.work(before, () => day.syncOne())
    const madeBefore = day.facts.length
    line.set('cut')
    let flickers = 0
    await day.work(hours, async () => {
      if (!random.chance(0.01)) return random.chance(0.1) ? day.syncOne() : undefined
      flickers += 1
      await flicker(line, random.pick(['slow', 'corrupt', 'open'] as const), day)
    })
    const madeOffline = day.facts.length - madeBefore
    line.set('open')
    const start = performance.now()
    await settleDesks(desks)
    const reconciledSeconds = Math.round((performance.now() - start) / 100) / 10
    // people look at what there is to choose, and go on
    await day.work(after, () => day.syncOne())
    await settleDesks(desks)

    const account = await cloud.owner((client) =>
      accountOf(
        client,
        practice,
        day.facts,
        desks.map(({ store }) => store),
      ),
    )
    const broken = desks.flatMap((desk) => desk.faults.map(String))
    return {
      ...account,
      faults: [...account.faults, ...broken],
      madeOffline,
      flickers,
      line: line.met,
      unreachable: day.unreachable,
      reconciledSeconds,
    }
  } finally {
    for (const desk of desks) desk.close()
    await line.close()
    await cloud.stop()
  }
}

/** The line is there for a moment, for some of the workstations, and is cut in the middle of what they do. */
async function flicker(line: Line, state: LineState, day: Days): Promise<void> {
  line.set(state)
  const under = Promise.all([day.syncOne(), day.syncOne()])
  await Promise.race([under, new Promise((resolve) => setTimeout(resolve, 400))])
  line.set('cut')
  await under
}

class Days {
  readonly facts: Fact[] = []
  readonly unreachable: Record<string, number> = {}
  readonly #desks: readonly Desk[]
  readonly #clock: WorkClock
  readonly #random: Random
  readonly #busy = new Set<Desk>()
  #acts = 0

  constructor(desks: readonly Desk[], clock: WorkClock, random: Random) {
    this.#desks = desks
    this.#clock = clock
    this.#random = random
  }

  /** Somebody does something about every two minutes while the practice is open; `between` is what the network does. */
  async work(hours: number, between: () => Promise<void> | undefined): Promise<void> {
    const until = this.#clock.hours + hours
    while (this.#clock.hours < until) {
      this.#clock.advance(this.#random.wait(2 * minute))
      if (!this.#clock.isOpen) continue
      const n = this.#random.below(this.#desks.length)
      const desk = this.#desks[n] as Desk
      const fact = await workOnce(desk, this.#random, (n + 1) * 10_000_000_000 + (this.#acts += 1))
      if (fact) this.facts.push(fact)
      await between()
    }
  }

  /** One of the workstations sends and reads as much as it can in a moment. */
  async syncOne(): Promise<void> {
    const desk = this.#random.pick(this.#desks)
    if (this.#busy.has(desk)) return
    this.#busy.add(desk)
    try {
      for (let n = 0; n < 3 && (await desk.engine.step()) === 'more'; n += 1);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error
      this.unreachable[error.why] = (this.unreachable[error.why] ?? 0) + 1
      desk.engine.disconnected()
    } finally {
      this.#busy.delete(desk)
    }
  }
}
