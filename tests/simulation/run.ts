/** One run: people work while things go wrong, then everything heals, and what was promised must be so. */
import { act, signUp } from './people.ts'
import { Cloud } from './cloud.ts'
import { checkEnd } from './check-end.ts'
import { checkStation } from './check-station.ts'
import { Random } from './random.ts'
import { planOf, type Plan } from './plan.ts'
import { scenes } from './scenes.ts'
import { presentVersion, versionBefore } from './versions.ts'
import { Workstation } from './workstation.ts'
import { settled, World, type Violation } from './world.ts'

export type Outcome = Readonly<{
  seed: number
  violation: Violation | null
  counts: Readonly<Record<string, number>>
  story: readonly string[]
  world: World
}>

const minute = 60_000

export async function simulate(plan: Plan): Promise<Outcome> {
  const world = new World(plan)
  world.cloud = new Cloud(world)
  try {
    for (let n = 0; n < plan.workstations; n += 1) {
      const isOlder = world.versions.chance(plan.faults.olderClient) || (plan.scene !== null && n === 1)
      const version = isOlder ? versionBefore : presentVersion
      const station = new Workstation(world, `W${n}`, world.ids.uuid(), world.ids.uuid(), version)
      updates(station)
      world.stations.push(station)
      signUp(station)
      station.start()
      works(station)
    }
    schedule(world)
    growsOld(world)
    joins(world)
    let events = 0
    const check = () => {
      for (const station of world.dirty) checkStation(station, (station.checks += 1) % 25 === 0)
      world.dirty.clear()
      events += 1
    }
    while (!world.ended && (await world.step(world.now + plan.lengthMs - world.elapsed, check)));
    if (!world.ended) await end(world, check)
  } catch (error) {
    world.violated(0, `the run itself broke: ${String((error as Error).stack)}`)
  } finally {
    for (const station of world.stations) station.close()
  }
  return {
    seed: plan.seed,
    violation: world.violations[0] ?? null,
    counts: world.counts,
    story: world.story,
    world,
  }
}

export const simulateSeed = (seed: number): Promise<Outcome> => simulate(planOf(seed))

/** Heals everything, lets what is under way arrive, and lets all come to rest. */
async function end(world: World, check: () => void): Promise<void> {
  world.healed = true
  world.cloud.down = false
  world.tell('healed')
  for (const station of world.stations) {
    station.life += 1
    station.cutOff = { up: false, down: false }
    station.noFault()
  }
  while (!world.ended && (await world.step(Number.POSITIVE_INFINITY, check)));
  for (const station of world.stations) station.start()
  await comesToRest(world, check)
  if (world.plan.scene && !world.ended) await scenes[world.plan.scene](world, () => comesToRest(world, check))
  // who may not read has sent all the same; once updated it reads what it has missed
  const older = world.stations.filter(({ isOlder }) => isOlder)
  for (const { name, store } of world.minPull > 1 ? older : [])
    if (store.prepare(`SELECT 1 FROM outbox WHERE state = 'queued'`).get())
      world.violated(23, `${name} is of an older version, and has not sent all it has`)
  if (!world.ended && older.length > 0 && (world.minPull > 1 || world.versions.chance(0.5))) {
    for (const station of older) station.update()
    await comesToRest(world, check)
  }
  if (!world.ended) checkEnd(world)
}

/** Asks each workstation until none has anything left to do. */
async function comesToRest(world: World, check: () => void): Promise<void> {
  const { issued, cloud, plan } = world
  // what waits has yet to come into the log, and is read there
  const lines = cloud.state.head.seq + 3 * issued.size
  const bound = 60 + issued.size + Math.ceil((4 * lines) / plan.pageLines)
  for (let round = 0, idle = 0; !world.ended && idle < 2; round += 1) {
    if (round > bound) return world.violated(24, `not at rest after ${bound} rounds: ${unrest(world)}`)
    let busy = false
    for (const station of world.stations) {
      if (world.ended || !station.engine) continue
      let found: string | null = null
      void station.stepped(station.engine.step()).then((step) => (found = step))
      // a step that has nothing to send asks only after its turn
      await settled()
      while (!world.ended && (await world.step(Number.POSITIVE_INFINITY, check)));
      let kept: string | null = null
      if (!world.ended && station.charts.keeper)
        void station.charts.kept(station.charts.keeper.step()).then((step) => (kept = step))
      await settled()
      while (!world.ended && (await world.step(Number.POSITIVE_INFINITY, check)));
      if (found !== 'idle' || kept !== 'idle') busy = true
    }
    // two rounds in which nobody finds anything: what one wrote in the first the others would read in the second
    idle = busy ? 0 : idle + 1
  }
}

const unrest = ({ stations }: World): string =>
  stations
    .map(
      ({ name, store }) =>
        `${name} ${JSON.stringify(store.prepare('SELECT state, count(*) AS n FROM outbox GROUP BY state').all())}`,
    )
    .join(', ')

/** Some time, or never while the run lasts. */
function updates(station: Workstation): void {
  const { world } = station
  if (!station.isOlder) return
  world.at(world.versions.next() * 1.5 * world.plan.lengthMs, () => {
    if (!world.healed && world.stations.includes(station)) station.update()
  })
}

function works(station: Workstation): void {
  const { world } = station
  const next = () =>
    world.at(world.people.wait(world.plan.thinkMs), () => {
      if (world.healed || !world.stations.includes(station)) return
      if (station.up) act(station)
      next()
    })
  next()
}

/** Months, as far as the log is concerned: at some moments a part of it is older than the hot days, and the oldest goes. */
function growsOld(world: World): void {
  const { faults, lengthMs, seed } = world.plan
  const random = new Random(seed * 65_537 + 17)
  const times = (name: 'compaction' | 'expiry') =>
    random.chance(faults[name]) ? Array.from({ length: 4 }, () => random.next() * lengthMs) : []
  const [compactions, expiries] = [times('compaction'), times('expiry')]
  for (const time of compactions) world.at(time, () => world.cloud.keepLog(random, false))
  for (const time of expiries) world.at(time, () => world.cloud.keepLog(random, true))
}

/** In half of the runs a workstation comes when there is something to read already. */
function joins(world: World): void {
  const random = new Random(world.plan.seed * 65_537 + 16)
  if (!random.chance(0.5)) return
  world.at(random.next() * world.plan.lengthMs, () => {
    if (world.healed) return
    const station = new Workstation(world, `W${world.stations.length}n`, world.ids.uuid(), world.ids.uuid())
    world.stations.push(station)
    world.tell(`${station.name}: is new`)
    world.count('newcomers')
    signUp(station)
    station.start()
    works(station)
  })
}

/**
 * The cloud goes on from an earlier state and nobody says so; a new workstation writes there before the others are back.
 * Then the log is as long as what they have read, and only its hash tells that it is another.
 */
function failOver(world: World): void {
  world.cloud.restore(false)
  for (const station of world.stations) {
    station.cutOff.up = true
    world.at(world.mishaps.wait(3 * minute), () => (station.cutOff.up = false))
  }
  const { ids } = world
  const added = new Workstation(world, `W${world.stations.length}f`, ids.uuid(), ids.uuid())
  world.tell(`${added.name}: a new workstation, the first to come after the failover`)
  world.stations.push(added)
  signUp(added)
  for (let n = 0; n < 20 && !world.ended; n += 1) act(added)
  if (added.up) added.start()
  works(added)
}

/** What happens now and then, at times drawn beforehand. */
function schedule(world: World): void {
  const { plan, mishaps, clocks } = world
  const { faults, lengthMs } = plan
  const when = () => mishaps.next() * lengthMs
  const unlessHealed = (run: () => void) => () => {
    if (!world.healed) run()
  }
  const at = (time: number, run: () => void) => world.at(time, unlessHealed(run))
  for (let n = 0; n < 3; n += 1) at(when(), () => world.cloud.backUp())
  if (mishaps.chance(faults.cloudRestore)) at(when(), () => world.cloud.restore(true))
  if (mishaps.chance(faults.cloudRestoreUnannounced)) at(when(), () => world.cloud.restore(false))
  if (mishaps.chance(faults.failover)) at(when(), () => failOver(world))
  if (mishaps.chance(faults.cloudDown)) {
    at(when(), () => {
      world.cloud.down = true
      world.tell('cloud: down')
      at(mishaps.wait(3 * minute), () => (world.cloud.down = false))
    })
  }
  for (const station of world.stations) {
    if (mishaps.chance(faults.partition)) {
      const direction = mishaps.pick(['up', 'down'] as const)
      at(when(), () => {
        station.cutOff[direction] = true
        world.tell(`${station.name}: cut off (${direction})`)
        at(mishaps.wait(10 * minute), () => (station.cutOff[direction] = false))
      })
    }
    const day = 86_400_000
    for (let n = 0; n < 3; n += 1)
      if (clocks.chance(faults.skew)) {
        const jump = clocks.pick([3650 * day, 30 * day, 1800, 120_000]) * (clocks.next() * 2 - 1)
        const time = clocks.next() * lengthMs
        at(time, () => {
          station.skewMs += Math.round(jump)
          world.tell(`${station.name}: its clock jumps by ${Math.round(jump / 1000)} s`)
        })
      }
  }
  const one = mishaps.pick(world.stations)
  if (mishaps.chance(faults.workstationRestore)) {
    const first = when()
    at(first, () => one.backUp())
    at(first + mishaps.next() * (lengthMs - first), () => one.restore())
  }
  const other = mishaps.pick(world.stations)
  if (mishaps.chance(faults.workstationClone))
    at(when(), () => {
      const copy = other.clone(`${other.name}b`)
      world.stations.push(copy)
      copy.start()
      works(copy)
    })
}
