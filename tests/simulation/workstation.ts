/** One workstation: a real store in memory, the production engine over it, and what can happen to both. */
import Database from 'better-sqlite3-multiple-ciphers'
import { join } from 'node:path'
import { makeNewId, type NewId } from '../../shared/kernel/ids.ts'
import { permissions } from '../../shared/kernel/permissions.ts'
import { records } from '../../shared/catalog.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { Store } from '../../src-main/store/store.ts'
import { SyncEngine, type Step } from '../../src-main/sync/engine.ts'
import { Unreachable } from '../../src-main/sync/transport.ts'
import { root } from '../../tools/proc.ts'
import { View } from './chain.ts'
import { accountForLoss } from './cloud.ts'
import { Link } from './link.ts'
import type { World } from './world.ts'

const migrations = readMigrations(join(root, 'migrations/local'))
let template: Buffer | null = null

/** A migrated file of a workstation that has seen nothing yet. */
function newFile(): Buffer {
  if (template) return template
  const db = new Database(':memory:')
  migrate(db, migrations)
  template = db.serialize()
  db.close()
  return template
}

export class SimFault extends Error {
  readonly kills: boolean
  constructor(kills: boolean) {
    super(kills ? 'killed' : 'the disk')
    this.kills = kills
  }
}

const faultTables = [
  'outbox',
  'outbox_effect',
  'outbox_archive',
  'shadow',
  'sync_state',
  'attention',
  ...Object.values(records).map(({ table }) => table),
]

/** What a backup of a workstation is: its file, and what we know to be in it. */
type Backup = Readonly<{
  file: Buffer
  known: ReadonlySet<string>
  givenUp: ReadonlySet<string>
  view: View
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
  /** Grows with each kill; what belongs to an earlier life comes too late. */
  life = 0
  up = true
  cutOff = { up: false, down: false }
  skewMs = 0
  /** Ops that were committed here and must still be here. */
  known = new Set<string>()
  givenUp = new Set<string>()
  view = new View()
  pendingKeys = new Set<string>()
  checks = 0
  /** What SQLite had changed when it was last looked at: where nothing has since, there is nothing to look at. */
  changesChecked = -1
  #faultIn = 0
  #faultKills = false
  #failures = 0
  #backup: Backup | null = null

  constructor(world: World, name: string, device: string, actorId: string) {
    this.world = world
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
    this.#open(newFile())
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

  #open(file: Buffer): void {
    const db = new Database(file)
    db.function('sim_fault', { deterministic: false }, () => this.#statement())
    for (const table of faultTables)
      for (const act of ['INSERT', 'UPDATE', 'DELETE'])
        db.exec(
          `CREATE TEMP TRIGGER sim_${act}_${table} BEFORE ${act} ON main.${table} BEGIN SELECT sim_fault(); END`,
        )
    this.store = new Store(db)
  }

  #statement(): null {
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
    const { life } = this
    this.up = true
    this.engine = new SyncEngine({
      store: this.store,
      transport: new Link(this.world, this),
      device: this.device,
      appVersion: '0.1.0',
      now: () => this.wall,
      changed: () => undefined,
      // every workstation that begins after others begins with a snapshot
      readFromStartUpTo: 0,
      turn: () => this.#turn(life),
    })
    this.#next(this.world.network.wait(1000))
  }

  /** Between two stretches of a segment: whoever is killed there never goes on. */
  #turn(life: number): Promise<void> {
    if (this.life === life && this.world.mishap('killWorkstation')) this.kill('inside a segment')
    return this.life === life ? Promise.resolve() : new Promise<never>(() => undefined)
  }

  kill(where: string): void {
    this.life += 1
    this.up = false
    this.engine = null
    this.#faultIn = 0
    this.world.tell(`${this.name}: killed ${where}`)
    this.world.count('kills')
    const { life } = this
    this.world.at(this.world.network.wait(20_000), () => {
      if (this.life === life) this.start()
    })
  }

  #next(delay: number): void {
    const { life } = this
    this.world.at(delay, () => {
      if (this.life !== life || !this.engine || this.world.healed) return
      void this.stepped(this.engine.step())
    })
  }

  /** What comes after a step. Resolves to it, or null where it failed. */
  async stepped(step: Promise<Step>): Promise<Step | null> {
    const { life, world } = this
    try {
      const found = await step
      world.dirty.add(this)
      this.#failures = 0
      this.#next(found === 'more' ? 20 : world.plan.pollMs)
      return found
    } catch (error) {
      if (this.life !== life) return null
      world.dirty.add(this)
      if (error instanceof SimFault && error.kills) this.kill('inside a transaction')
      else {
        if (!(error instanceof Unreachable) && !(error instanceof SimFault))
          world.violated(24, `${this.name}: the engine threw ${String((error as Error).stack)}`)
        this.engine?.disconnected()
        this.#failures += 1
        this.#next(world.network.next() * Math.min(300_000, 1000 * 2 ** this.#failures))
      }
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
    const { known, givenUp, view, store } = this
    return { file: store.db.serialize(), known: new Set(known), givenUp: new Set(givenUp), view: view.copy() }
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
    const copy = new Workstation(this.world, name, this.device, this.actor.id)
    copy.store.db.close()
    copy.#take(this.#snapshot())
    this.world.tell(`${name}: a copy of ${this.name}`)
    this.world.count('clones')
    this.world.twice.add(this.name).add(name)
    return copy
  }

  #take({ file, known, givenUp, view }: Backup): void {
    this.#open(file)
    this.changesChecked = -1
    this.view = view.copy()
    this.known = new Set(known)
    this.givenUp = new Set(givenUp)
    this.pendingKeys.clear()
  }

  close(): void {
    this.life += 1
    this.engine = null
    this.store.close()
  }
}
