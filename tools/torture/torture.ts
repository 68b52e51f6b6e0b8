/** Kills workstations, the cloud and its database while all of them work, and then asks for every fact. */
import { Random } from '../../tests/simulation/random.ts'
import { accountOf, type Account } from '../kit/account.ts'
import { CloudProcess } from '../kit/cloud-process.ts'
import { Desk } from '../kit/desk.ts'
import { practiceOfDesks } from '../kit/practice-of-desks.ts'
import { programFile } from '../kit/programs.ts'
import { realClock } from '../kit/workstation.ts'
import { WorkstationProcess } from './workstation-process.ts'

export type TortureOptions = Readonly<{
  folder: string
  kills: number
  workstations: number
  seed: number
  /** Hears how far it is, now and then. */
  said?(what: string): void
}>
export type Tortured = Account &
  Readonly<{ killed: Readonly<Record<'workstation' | 'cloud' | 'database', number>> }>

const victims = { workstation: 8, cloud: 2, database: 1 }
const kinds = ['workstation', 'cloud', 'database'] as const

export async function torture(options: TortureOptions): Promise<Tortured> {
  const { folder, kills, workstations, seed } = options
  const random = new Random(seed)
  const cloud = await CloudProcess.in(folder)
  const all: WorkstationProcess[] = []
  try {
    const { practice, places } = await practiceOfDesks(cloud, {
      desks: workstations,
      folder,
      port: cloud.port,
      clock: realClock,
      timeoutMs: 5000,
    })
    const program = await programFile('workstation')
    all.push(...places.map((place, n) => new WorkstationProcess(program, place, n, seed)))
    for (const each of all) each.start()
    const killed = { workstation: 0, cloud: 0, database: 0 }
    let starting: Promise<void> = Promise.resolve()
    for (let n = 0; n < kills;) {
      // long enough that there is something to lose
      await wait(30 + random.wait(300))
      // what chance has passed over so far has its turn at the end: each is killed at least once
      const left = kinds.filter((kind) => killed[kind] === 0)
      const victim = kills - n > left.length ? random.weighted(victims) : random.pick(left)
      if (victim === 'workstation') {
        const up = all.filter((each) => each.up)
        if (up.length === 0) continue
        const one = random.pick(up)
        // a slow machine would else kill them all before they have done a thing; some are to be killed as they begin
        if (random.chance(0.75)) await one.atWork()
        await one.kill()
        one.start()
      } else if (!cloud.up) continue
      else if (victim === 'cloud') {
        await cloud.kill()
        starting = cloud.start()
        // heard where it is waited for
        starting.catch(() => undefined)
      } else if (!cloud.killDatabase()) continue
      killed[victim] += 1
      n += 1
      if (n % 25 === 0) options.said?.(`${n} kills`)
    }
    await starting
    if (!cloud.up) await cloud.start()
    // what one sends in the first round the others read in the second
    for (let round = 0; round < 2; round += 1) await Promise.all(all.map((each) => each.settle()))
    await Promise.all(all.map((each) => each.end()))
    return { ...(await lookAt(cloud, practice, all)), killed }
  } finally {
    await Promise.all(all.map((each) => each.kill()))
    await cloud.stop()
  }
}

async function lookAt(
  cloud: CloudProcess,
  practice: string,
  all: readonly WorkstationProcess[],
): Promise<Account> {
  const desks = all.map(({ place }) => new Desk(place, realClock))
  try {
    const facts = all.flatMap((each) => each.facts())
    return await cloud.owner((client) =>
      accountOf(
        client,
        practice,
        facts,
        desks.map(({ store }) => store),
      ),
    )
  } finally {
    for (const desk of desks) desk.close()
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
