/** One workstation: a real store in memory, the production engine over it, and what can happen to both. */
import { makeNewId, type NewId } from '../../shared/kernel/ids.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import type { Cursor } from '../../shared/sync/wire.ts'
import type { Known } from '../../src-main/store/known-records.ts'
import { makeReal } from '../../src-main/store/after-update.ts'
import { holdingSetting } from '../../src-main/store/holding.ts'
import { Store } from '../../src-main/store/store.ts'
import { SyncEngine, type Step } from '../../src-main/sync/engine.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { View } from './chain.ts'
import { Looked } from './check-station.ts'
import { accountForLoss } from './cloud.ts'
import { KeptCharts } from './kept-charts.ts'
import { Link } from './link.ts'
import { bringForward, newFile, olderFile } from './new-file.ts'
import { anyChart, openWatched } from './watched-file.ts'
import { presentVersion, versionBefore } from './versions.ts'
import type { World } from './world.ts'

export class SimFault extends Error {
  readonly kills: boolean
  constructor(kills: boolean) {
    super(kills ? 'killed' : 'the disk')
    this.kills = kills
  }
}

/** What a backup of a workstation is: its file, and what we know to be in it. */
type Backup = Readonly<{
  file: Buffer
  known: ReadonlySet<string>
  givenUp: ReadonlySet<string>
  view: View
  version: Known
}>

export class Workstation {
  readonly world: World
  readonly name: string
  readonly device: string
  readonly actor: Readonly<{
    id: string
    displayName: string
    roles: readonly string[]
    can: ReadonlySet<never>
  }>
  readonly newId: NewId
  readonly lastAnswers = new Map<string, unknown>()
  store!: Store
  engine: SyncEngine | null = null
  readonly charts: KeptCharts
  /** Grows with each kill; what belongs to an earlier life comes too late. */
  life = 0
  up = true
  cutOff = { up: false, down: false }
  skewMs = 0
  /** Ops that were committed here and must still be here. */
  known = new Set<string>()
  givenUp = new Set<string>()
  view = new View()
  /** The point it was shown to stand at last: of the log, or of the snapshot that is taken in. */
  shownUpTo: Cursor | null = null
  looked = new Looked()
  /** What was written since it was looked at, by anybody and even where it was taken back: rows (`type/id`), and states of charts. */
  readonly written = { keys: new Set<string>(), charts: false }
  /** It has taken in a snapshot of a history it had not read: what had been removed there is not told from what was lost. */
  rereadFromSnapshot = false
  /** Rows that were told to be lost when a snapshot came in place of lines: what these said of them nobody here has read. */
  lostUnderSnapshot = new Set<string>()
  checks = 0
  #faultIn = 0
  #faultKills = false
  #failures = 0
  /** Everything was read a moment ago. */
  current = false
  #backup: Backup | null = null

  /** What the version it runs knows. */
  version: Known

  constructor(world: World, name: string, device: string, actorId: string, version = presentVersion) {
    this.world = world
    this.version = version
    this.name = name
    this.device = device
    this.actor = {
      id: actorId,
      displayName: name,
      roles: ['physician'],
      can: new Set(permissions) as unknown as ReadonlySet<never>,
    }
    this.newId = makeNewId({ now: () => this.wallMs, mono: () => world.now }, (bytes) =>
      world.ids.bytes(bytes),
    )
    this.charts = new KeptCharts(this)
    this.#open(version === versionBefore ? olderFile() : newFile())
    this.#hold()
  }

  /** In some of the runs a workstation holds what was active in the last months, and what was opened today. */
  #hold(): void {
    if (!this.world.plan.selective || this.world.stations.length % 2 === 0) return
    this.store.db
      .prepare('INSERT INTO workstation_setting (name, value) VALUES (?, ?)')
      .run(holdingSetting, JSON.stringify({ months: 6, days: 1 }))
  }

  get wallMs(): number {
    return this.world.now + this.skewMs
  }

  get wall(): string {
    return new Date(this.wallMs).toISOString()
  }

  /** Whether the op is in this workstation's outbox or archive. */
  keeps(op: string): boolean {
    return this.known.has(op) && !this.givenUp.has(op)
  }

  /** Whether the log of this epoch no longer reaches back to where it stands. */
  isBehind(epoch: string, oldest: number): boolean {
    const { sync } = this.store
    return sync.get('epoch') === epoch && sync.number('seq', 0) < oldest
  }

  hasArchived(op: string): boolean {
    return this.store.prepare('SELECT 1 FROM outbox_archive WHERE op = ?').get(op) !== undefined
  }

  #open(file: Buffer): void {
    this.looked = new Looked()
    const db = openWatched(file, (written) => this.#statement(written))
    this.store = new Store(db, undefined, this.version)
    makeReal(this.store)
  }

  #statement(written: unknown): null {
    if (written === anyChart) this.written.charts = true
    else if (typeof written === 'string') this.written.keys.add(written)
    if (this.#faultIn > 0) {
      this.#faultIn -= 1
      if (this.#faultIn === 0) throw new SimFault(this.#faultKills)
    }
    return null
  }

  /** Now and then one of the next statements fails: the process dies there, or the disk has no more room. */
  maybeFault(): void {
    this.#faultIn = 0
    const kills = this.world.mishap('killInTransaction')
    if (!kills && !this.world.mishap('diskFault')) return
    this.#faultKills = kills
    this.#faultIn = 1 + this.world.mishaps.below(15)
  }

  noFault(): void {
    this.#faultIn = 0
  }

  /** The app starts, or starts again. */
  start(): void {
    const { life, store } = this
    this.up = true
    this.current = false
    const engine = new SyncEngine({
      store,
      transport: new Link(this.world, this),
      device: this.device,
      appVersion: '0.1.0',
      now: () => this.wall,
      changed: () => undefined,
      // every workstation that begins after others begins with a snapshot
      readFromStartUpTo: 0,
      turn: () => this.turn(life),
      wanted: () => this.charts.soon(),
    })
    this.engine = engine
    this.#next(this.world.network.wait(1000))
    this.charts.start(engine)
  }

  /** Between two stretches of a segment, or two pieces of a page: whoever is killed there never goes on. */
  turn(life: number): Promise<void> {
    if (this.life === life && this.world.mishap('killWorkstation')) this.kill('inside a segment or a page')
    return this.life === life ? Promise.resolve() : new Promise<never>(() => undefined)
  }

  kill(where: string): void {
    this.life += 1
    this.up = false
    this.engine = null
    this.charts.stop()
    this.#faultIn = 0
    this.world.tell(`${this.name}: killed ${where}`)
    this.world.count('kills')
    const { life } = this
    this.world.at(this.world.network.wait(20_000), () => {
      if (this.life === life && !this.up) this.start()
    })
  }

  #next(delay: number): void {
    const { life } = this
    this.world.at(delay, () => {
      if (this.life !== life || !this.engine || this.world.healed) return
      void this.stepped(this.engine.step())
    })
  }

  /** A step failed: by a death, the disk, the network, or a fault of the product. */
  failed(error: unknown): void {
    if (error instanceof SimFault && error.kills) this.kill('inside a transaction')
    else if (!(error instanceof Unreachable) && !(error instanceof SimFault))
      this.world.violated(24, `${this.name}: the engine threw ${String((error as Error).stack)}`)
  }

  /** What comes after a step. Resolves to it, or null where it failed. */
  async stepped(step: Promise<Step>): Promise<Step | null> {
    const { life, world } = this
    try {
      const found = await step
      world.dirty.add(this)
      this.#failures = 0
      this.current = found === 'idle'
      this.#next(found === 'more' ? 20 : world.plan.pollMs)
      return found
    } catch (error) {
      if (this.life !== life) return null
      world.dirty.add(this)
      this.current = false
      this.failed(error)
      // who died of it begins again by themself: two that step one engine are no workstation
      if (this.life !== life) return null
      this.engine?.disconnected()
      this.#failures += 1
      this.#next(world.network.next() * Math.min(300_000, 1000 * 2 ** this.#failures))
      return null
    } finally {
      this.#faultIn = 0
    }
  }

  backUp(): void {
    this.#backup = this.#snapshot()
    this.world.tell(`${this.name}: backed up, ${this.known.size} ops made so far`)
  }

  #snapshot(): Backup {
    const { known, givenUp, view, store, version } = this
    return {
      file: store.db.serialize(),
      known: new Set(known),
      givenUp: new Set(givenUp),
      view: view.copy(),
      version,
    }
  }

  /** Back to the backup: what was made since and not sent is lost with the disk. */
  restore(): void {
    if (!this.#backup) return
    const before = this.known.size
    this.life += 1
    this.up = false
    this.store.db.close()
    this.#take(this.#backup)
    this.world.tell(`${this.name}: restored from its backup, ${before} to ${this.known.size} ops`)
    this.world.count('restores of workstations')
    this.world.twice.add(this.name)
    accountForLoss(this.world)
    this.start()
  }

  /** A second workstation with the same disk and the same identity. */
  clone(name: string): Workstation {
    const copy = new Workstation(this.world, name, this.device, this.actor.id, this.version)
    copy.store.db.close()
    copy.#take(this.#snapshot())
    copy.rereadFromSnapshot = this.rereadFromSnapshot
    copy.lostUnderSnapshot = new Set(this.lostUnderSnapshot)
    // a chart may be ahead of the log here, and so it is there
    for (const [point, h] of this.charts.points) copy.charts.points.set(point, h)
    this.world.tell(`${name}: a copy of ${this.name}`)
    this.world.count('clones')
    this.world.twice.add(this.name).add(name)
    return copy
  }

  #take({ file, known, givenUp, view, version }: Backup): void {
    this.version = version
    this.#open(file)
    this.view = view.copy()
    this.known = new Set(known)
    this.givenUp = new Set(givenUp)
    this.shownUpTo = null
    this.charts.shownAsOf.clear()
  }

  get isOlder(): boolean {
    return this.version === versionBefore
  }

  /** The next version is installed, and it starts again. */
  update(): void {
    if (!this.isOlder) return
    this.life += 1
    this.up = false
    this.noFault()
    const file = this.store.db.serialize()
    this.store.db.close()
    this.version = presentVersion
    this.#open(bringForward(file))
    this.world.dirty.add(this)
    this.world.tell(`${this.name}: is updated`)
    this.world.count('updates')
    this.start()
  }

  close(): void {
    this.life += 1
    this.engine = null
    this.charts.stop()
    this.store.close()
  }
}
