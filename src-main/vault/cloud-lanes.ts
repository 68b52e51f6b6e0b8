/** What runs while somebody is signed in and a cloud has been named: the lane of the log, and beside it those of charts and of blobs. */
import { randomBytes } from 'node:crypto'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import type { Connection } from '../../shared/cloud/get-connection.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { CloudNow } from '../pipeline/gatekeeper.ts'
import { MergedChanges, pace } from '../pipeline/merged-changes.ts'
import type { Session } from '../pipeline/session.ts'
import { OutageLog } from '../store/outage-log.ts'
import type { Published } from '../store/tx.ts'
import { BlobLane } from '../sync/blob-lane.ts'
import { HttpBlobTransport } from '../sync/blob-transport.ts'
import { ChartKeeper } from '../sync/chart-keeper.ts'
import { ChartLane } from '../sync/chart-lane.ts'
import { SyncEngine } from '../sync/engine.ts'
import { HttpTransport } from '../sync/http-transport.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { SyncLane } from '../sync/lane.ts'
import { isReading } from '../sync/negotiation.ts'
import { ChartDesk } from './chart-desk.ts'

export type LanesParts = Readonly<{
  clock: Clock
  app: string
  changed(what: Published): void
  failed(error: unknown): void
  /** What is shown of the connection is another. */
  shown(): void
}>

/** So long after somebody's last question they are taken to be at work still. */
const workingMs = 10_000

const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32

export class CloudLanes {
  readonly #transport: HttpTransport
  readonly #log: SyncLane
  readonly #charts: ChartLane
  readonly #blobTransport: HttpBlobTransport
  readonly #blobs: BlobLane
  readonly #desk: ChartDesk
  #wasReached = false

  /** All of them run from now on. */
  constructor({ store, blobs, workstation }: Session, place: CloudPlace, given: LanesParts) {
    const { clock, app, changed, failed, shown } = given
    const now = () => instantOf(clock.now())
    const transport = new HttpTransport(place)
    const desk = new ChartDesk(store, { mono: clock.mono, now, shown })
    const inBulk = new MergedChanges(clock, changed)
    // a log that is long comes in by the dozen lines
    const byOthers = new MergedChanges(clock, changed, pace.others)
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
    const parts = { store, transport, now, turn }
    const engine = new SyncEngine({
      ...parts,
      device: workstation.device,
      appVersion: app,
      // a snapshot comes in by the thousand rows: nobody follows each
      changed: (what) => {
        if (desk.hydrating) inBulk.add(what)
        else byOthers.add(what)
        // the cloud's word for bytes is of no patient: every screen of files asks again, whoever else the page was about
        if (what.tables.includes('stored_blobs')) changed({ tables: ['blob'], patients: [] })
        this.#blobs.nudge()
      },
      progress: (part) => desk.progress(part),
      wanted: () => this.#charts.nudge(),
      others: (work) => desk.others(work),
      isAsked: () => clock.mono() - store.askedAt < workingMs,
    })
    this.#transport = transport
    this.#desk = desk
    this.#log = new SyncLane({
      engine,
      listen: (signal, poked) => transport.listen(signal, poked),
      outages: new OutageLog(store),
      now,
      random,
      changed: () => {
        shown()
        if (this.#log.connection.state === 'current') this.#charts.nudge()
        this.#carryAgain()
      },
      failed,
    })
    const keeper = new ChartKeeper({
      ...parts,
      // one that somebody waits for is shown at once; one that goes is not waited for
      changed: (what) => (desk.work?.what === 'letting-go' ? inBulk.add(what) : changed(what)),
      isCurrent: () => this.#log.connection.state === 'current',
      isReading: () => isReading(engine.needsUpdate),
      greetAgain: () => {
        engine.disconnected()
        this.#log.nudge()
      },
      working: (work) => desk.working(work),
      failed,
    })
    this.#charts = new ChartLane({ keeper, random, failed })
    this.#blobTransport = new HttpBlobTransport(place)
    this.#blobs = new BlobLane({
      store,
      blobs,
      transport: this.#blobTransport,
      changed: () => changed({ tables: ['blob'], patients: [] }),
      reached: () => this.isReached,
      wonder: () => this.#log.nudge(),
      mono: clock.mono,
      random,
      failed,
    })
    this.#log.start()
    this.#charts.start()
    this.#blobs.nudge()
  }

  get secured(): HttpTransport['secured'] {
    return this.#transport.secured
  }

  get now(): Pick<CloudNow, 'hydrating' | 'charts'> & Readonly<{ connection: Connection }> {
    const { hydrating, work } = this.#desk
    return { connection: this.#log.connection, hydrating, charts: work }
  }

  get isReached(): boolean {
    const { state } = this.#log.connection
    return state === 'current' || state === 'busy'
  }

  changedByOthers(patient: string): ReadonlyMap<ChartPart, string> {
    return this.#desk.changedIn(patient)
  }

  /** Something was changed here. */
  nudge(): void {
    this.#log.nudge()
    this.#charts.nudge()
    this.#blobs.nudge()
  }

  tryNow(): void {
    this.#log.tryNow()
    this.#charts.nudge()
    this.#blobs.tryNow()
  }

  /** Somebody waits for it. */
  fetchFile(sha: string): void {
    this.#blobs.want(sha)
  }

  end(): void {
    void this.#log.stop()
    void this.#charts.stop()
    void this.#blobs.stop()
    this.#transport.close()
    this.#blobTransport.close()
  }

  /** The cloud has been found again: what was put off goes on. */
  #carryAgain(): void {
    const isReached = this.isReached
    if (isReached && !this.#wasReached) this.#blobs.tryNow()
    this.#wasReached = isReached
  }
}
