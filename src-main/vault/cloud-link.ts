/** This workstation and the practice's cloud: where it is, and the lane that runs while somebody is signed in. */
import { join } from 'node:path'
import { randomBytes, X509Certificate } from 'node:crypto'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import type { Connection } from '../../shared/cloud/get-connection.ts'
import type { CloudNow } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { lastNumber } from '../store/numbers.ts'
import type { Published } from '../store/tx.ts'
import { SyncEngine } from '../sync/engine.ts'
import { askForCode, enrol, renewCertificate } from '../sync/enrolment.ts'
import { HttpTransport } from '../sync/http-transport.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { SyncLane } from '../sync/lane.ts'
import { OutageLog } from '../store/outage-log.ts'
import { pinOf } from '../sync/read-authority.ts'
import { readCloudFile, writeCloudFile } from './cloud-file.ts'

export type CloudLinkParts = Readonly<{
  clock: Clock
  /** The product's version. */
  app: string
  /** What a page of the log changed, and that the connection is another: for the screens. */
  changed(what: Published): void
  failed(error: unknown): void
}>

const renewDays = 60
const dayMs = 86_400_000
const nothing: Connection = { state: 'none', why: null, since: null, lastRead: null, nextTryAt: null }

export class CloudLink {
  readonly #parts: CloudLinkParts
  readonly #directory: string
  #session: Session | null = null
  #deviceKey: Buffer | null = null
  #place: CloudPlace | null = null
  #lane: SyncLane | null = null
  #transport: HttpTransport | null = null
  #hydrating: CloudNow['hydrating'] = null

  constructor(directory: string, parts: CloudLinkParts) {
    this.#directory = directory
    this.#parts = parts
  }

  /** Somebody is in. Where a cloud has been named, it is looked for from now on. */
  begin(session: Session, deviceKey: Buffer): void {
    this.#session = session
    this.#deviceKey = deviceKey
    try {
      this.#place = readCloudFile(this.#file, deviceKey, session.workstation)
    } catch (error) {
      // nobody is kept from their work for it; the panel says that there is no cloud
      this.#parts.failed(error)
    }
    this.#run()
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    void this.#lane?.stop()
    this.#transport?.close()
    this.#lane = null
    this.#transport = null
    this.#session = null
    this.#deviceKey = null
    this.#place = null
    this.#hydrating = null
  }

  /** Something was changed here. */
  nudge(): void {
    this.#lane?.nudge()
  }

  tryNow(): void {
    this.#lane?.tryNow()
  }

  get now(): CloudNow {
    return {
      connection: this.#lane?.connection ?? nothing,
      address: this.#place && `${this.#place.host}:${this.#place.port}`,
      hydrating: this.#hydrating,
    }
  }

  /** Gives what waits a moment to be sent, where the cloud is there. Resolves after `ms` at the latest. */
  async drain(ms: number): Promise<void> {
    const { mono } = this.#parts.clock
    const until = mono() + ms
    while (mono() < until && this.#isSending()) {
      this.nudge()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  #isSending(): boolean {
    const { state } = this.now.connection
    return this.#session !== null && (state === 'current' || state === 'busy') && isWaiting(this.#session)
  }

  /** `onSure` is called when the cloud has agreed and nothing is changed here yet. Throws `cloud.connected`, `enrol.*`, `cloud.unreachable`. */
  async connect(address: string, code: string, onSure: () => void): Promise<void> {
    const { session, deviceKey } = this.#inside()
    if (this.#place) throw new AppError('Conflict', 'cloud.connected')
    const { tenant, device, practiceName } = session.workstation
    const bring = { practice: tenant, name: practiceName, lastNumber: lastNumber(session.store) }
    const { place } = await enrol({ address, code, device, app: this.#parts.app, bring })
    // signed out meanwhile: the code may be used again by this workstation
    if (this.#session !== session) throw new AppError('Locked', 'session.locked')
    onSure()
    writeCloudFile(this.#file, deviceKey, session.workstation, place)
    this.#place = place
    this.#run()
    this.#shown()
  }

  /** Throws `cloud.none`, `cloud.unreachable`. */
  async makeCode(): Promise<Readonly<{ address: string; code: string; until: string }>> {
    const { session } = this.#inside()
    const place = this.#place
    if (!place) throw new AppError('Conflict', 'cloud.none')
    const { secret, until } = await askForCode(place, session.actor.id)
    const pin = pinOf(new X509Certificate(place.ca[0] ?? '').raw)
    return { address: `${place.host}:${place.port}`, code: writeEnrolmentCode(secret, pin), until }
  }

  #run(): void {
    const { clock, app, changed, failed } = this.#parts
    const { session, deviceKey } = this.#inside()
    if (!this.#place || this.#lane) return
    const place = this.#place
    const transport = new HttpTransport(place)
    const now = () => instantOf(clock.now())
    const engine = new SyncEngine({
      store: session.store,
      transport,
      device: session.workstation.device,
      appVersion: app,
      now,
      changed,
      progress: (hydrating) => {
        this.#hydrating = hydrating
        this.#shown()
      },
      turn: () => new Promise((resolve) => setImmediate(resolve)),
    })
    const lane = new SyncLane({
      engine,
      listen: (signal, poked) => transport.listen(signal, poked),
      outages: new OutageLog(session.store),
      now,
      random: () => randomBytes(4).readUInt32BE() / 2 ** 32,
      changed: () => this.#shown(),
      failed,
    })
    this.#transport = transport
    this.#lane = lane
    lane.start()
    if (runsOutSoon(place, clock.now())) void this.#renew(session, deviceKey, place)
  }

  /** In the background: where it cannot be had now, the next sign-in tries again. */
  async #renew(session: Session, deviceKey: Buffer, place: CloudPlace): Promise<void> {
    try {
      const renewed = await renewCertificate(place, session.workstation.device)
      if (this.#session === session) writeCloudFile(this.#file, deviceKey, session.workstation, renewed)
    } catch (error) {
      if (!(error instanceof AppError)) this.#parts.failed(error)
    }
  }

  #shown(): void {
    this.#parts.changed({ tables: ['outage'], patients: [] })
  }

  #inside(): { session: Session; deviceKey: Buffer } {
    must(this.#session && this.#deviceKey, 'cloud-link.session')
    return { session: this.#session, deviceKey: this.#deviceKey }
  }

  get #file(): string {
    return join(this.#directory, 'cloud.json')
  }
}

const isWaiting = ({ store }: Session): boolean =>
  store.prepare(`SELECT 1 FROM outbox WHERE state = 'queued' LIMIT 1`).get() !== undefined

function runsOutSoon({ certificate }: CloudPlace, nowMs: number): boolean {
  const until = certificate && new X509Certificate(certificate.cert).validToDate.getTime()
  return until !== null && until - nowMs < renewDays * dayMs
}
