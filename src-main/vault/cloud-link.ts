/** This workstation and the practice's cloud: where it is, and the lanes that run while somebody is signed in. */
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { AppError, must } from '../../shared/kernel/errors.ts'
import type { SignedRevocations } from '../../shared/access/revocations.ts'
import type { WipeHow } from '../../shared/access/wipe.ts'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { writeEnrolmentCode } from '../../shared/sync/enrol.ts'
import type { Connection } from '../../shared/cloud/get-connection.ts'
import type { Identity } from '../audit/statement.ts'
import type { CloudNow } from '../pipeline/gatekeeper.ts'
import type { Session } from '../pipeline/session.ts'
import { lastNumber, takeNumbers } from '../store/numbers.ts'
import { isWaiting } from '../store/outbox.ts'
import type { Published } from '../store/tx.ts'
import { askForCode, enrol, renewCertificate } from '../sync/enrolment.ts'
import { askForRevocations, askToDecideWipe, askToRevoke, askToWipe } from '../sync/grants-link.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { pinOf } from '../sync/read-authority.ts'
import { CloudLanes } from './cloud-lanes.ts'
import { readCloudFile, writeCloudFile } from './cloud-file.ts'
import { DrillWatch } from './drill-watch.ts'
import type { PeopleKeeper } from './people-keeper.ts'
import type { RecoveryKeeper } from './recovery-keeper.ts'
import type { WholeKeeper } from './whole-keeper.ts'

export type CloudLinkParts = Readonly<{
  clock: Clock
  /** The product's version. */
  app: string
  /** What a page of the log changed, and that the connection is another: for the screens. */
  changed(what: Published): void
  failed(error: unknown): void
  recovery: Pick<RecoveryKeeper, 'reached' | 'away' | 'vouched'>
  people: Pick<PeopleKeeper, 'reached' | 'away' | 'turnedAway' | 'heardOf'>
  whole: Pick<WholeKeeper, 'reached' | 'away'>
  /** A cloud was named, or what proves this workstation to it is another: for whoever speaks to it beside us. */
  named?(): void
  /** The audit log is not sent until then. */
  pauseAudit(until: string | null): void
}>

const renewDays = 60
const dayMs = 86_400_000
/** No cloud has been named. */
export const noConnection: Connection = {
  state: 'none',
  why: null,
  since: null,
  lastRead: null,
  nextTryAt: null,
  needsUpdate: null,
}

export class CloudLink {
  readonly #parts: CloudLinkParts
  readonly #directory: string
  #session: Session | null = null
  #deviceKey: Buffer | null = null
  #place: CloudPlace | null = null
  #isProofLost = false
  #lanes: CloudLanes | null = null
  readonly #drill: DrillWatch
  /** What was known of the cloud when a drill began. */
  #lastRead: string | null = null

  constructor(directory: string, parts: CloudLinkParts) {
    this.#directory = directory
    this.#parts = parts
    this.#drill = new DrillWatch(parts.clock, () => this.#afterDrill())
  }

  /** Somebody is in. Where a cloud has been named, it is looked for from now on. */
  begin(session: Session, deviceKey: Buffer): void {
    this.#session = session
    this.#deviceKey = deviceKey
    try {
      this.#place = readCloudFile(this.#file, deviceKey, session.workstation)
    } catch (error) {
      // nobody is kept from their work for it; the panel says that it has to come again
      this.#isProofLost = true
      if (!(error instanceof AppError)) this.#parts.failed(error)
    }
    this.#drill.begin(session.store)
    this.#run()
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    this.#silence()
    this.#drill.leave()
    this.#session = null
    this.#deviceKey = null
    this.#place = null
    this.#isProofLost = false
    this.#lastRead = null
  }

  /** Nothing is said to the cloud any more, and nothing heard from it. */
  #silence(): void {
    this.#parts.recovery.away()
    this.#parts.people.away()
    this.#parts.whole.away()
    this.#lanes?.end()
    this.#lanes = null
  }

  /** Something was changed here. */
  nudge(): void {
    this.#lanes?.nudge()
  }

  tryNow(): void {
    this.#lanes?.tryNow()
  }

  changedByOthers(patient: string): ReadonlyMap<ChartPart, string> {
    return this.#lanes?.changedByOthers(patient) ?? new Map()
  }

  fetchFile(sha: string): void {
    this.#lanes?.fetchFile(sha)
  }

  /** What this workstation proves itself with; null where no cloud has been named. */
  get identity(): Identity | null {
    const { certificate = null, ca = [] } = this.#place ?? {}
    return certificate && { ...certificate, ca }
  }

  get now(): CloudNow {
    const drill = this.#drill.now
    const certificate = this.#place?.certificate
    return {
      ...(this.#lanes?.now ?? { connection: noConnection, hydrating: null, charts: null }),
      ...(drill && {
        connection: {
          state: 'away',
          why: 'drill',
          since: drill.startedAt,
          lastRead: this.#lastRead,
          nextTryAt: drill.until,
          needsUpdate: null,
        },
      }),
      address: this.#place && `${this.#place.host}:${this.#place.port}`,
      drill,
      isProofLost: this.#isProofLost,
      secured: this.#lanes?.secured ?? null,
      certificateUntil: certificate ? instantOf(validUntil(certificate)) : null,
    }
  }

  /** Throws `cloud.none`, `drill.running`, `drill.cloud-away`. */
  startDrill(
    minutes: number,
    by: string,
    onSure: () => void,
  ): Readonly<{ startedAt: string; until: string }> {
    const { session } = this.#inside()
    const { state, lastRead } = this.now.connection
    if (!this.#place) throw new AppError('Conflict', 'cloud.none')
    if (this.#drill.now) throw new AppError('Conflict', 'drill.running')
    if (state !== 'current' && state !== 'busy') throw new AppError('Conflict', 'drill.cloud-away')
    onSure()
    this.#silence()
    this.#lastRead = lastRead
    const drill = this.#drill.start(session.store, minutes, by)
    this.#parts.pauseAudit(drill.until)
    this.#shown()
    return drill
  }

  /** Throws `drill.none`. Returns when it had begun. */
  endDrill(by: string, onSure: () => void): string {
    if (!this.#drill.now) throw new AppError('Conflict', 'drill.none')
    onSure()
    const startedAt = this.#drill.end(by)
    this.#afterDrill()
    return startedAt
  }

  #afterDrill(): void {
    this.#parts.pauseAudit(null)
    this.#run()
    this.#shown()
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
    return this.#session !== null && this.#lanes?.isReached === true && isWaiting(this.#session.store)
  }

  /** `onSure` is called when the cloud has agreed and nothing is changed here yet. Throws `cloud.connected`, `enrol.*`, `cloud.unreachable`. */
  async connect(address: string, code: string, onSure: () => void): Promise<void> {
    const { session, deviceKey } = this.#inside()
    if (this.#place) throw new AppError('Conflict', 'cloud.connected')
    const { tenant, device, practiceName } = session.workstation
    const bring = this.#isProofLost
      ? null
      : { practice: tenant, name: practiceName, lastNumber: lastNumber(session.store) }
    const { place, given } = await enrol({ address, code, device, app: this.#parts.app, bring })
    if (given.practice !== tenant) throw new AppError('Conflict', 'enrol.other-practice')
    // signed out meanwhile: the code may be used again by this workstation
    if (this.#session !== session) throw new AppError('Locked', 'session.locked')
    onSure()
    if (given.numbers) takeNumbers(session.store, given.numbers)
    writeCloudFile(this.#file, deviceKey, session.workstation, place)
    this.#place = place
    this.#isProofLost = false
    this.#parts.named?.()
    this.#run()
    this.#shown()
  }

  /** Throws `cloud.none`, `cloud.unreachable`. */
  async makeCode(): Promise<Readonly<{ address: string; code: string; until: string }>> {
    const { session } = this.#inside()
    const place = this.#asked()
    const by = { practice: session.workstation.tenant, user: session.actor.id }
    const { secret, until } = await askForCode(place, by, this.#parts.recovery.vouched)
    const pin = pinOf(new X509Certificate(place.ca[0] ?? '').raw)
    return { address: `${place.host}:${place.port}`, code: writeEnrolmentCode(secret, pin), until }
  }

  async revoke(device: string, onSure: () => void): Promise<void> {
    const { session } = this.#inside()
    const place = this.#asked()
    onSure()
    const { workstations } = await askToRevoke(place, { device, by: session.actor.id })
    if (this.#session === session) this.#parts.people.heardOf(workstations)
  }

  async wipe(device: string, how: WipeHow, reason: string, onSure: () => void): Promise<void> {
    const { session } = this.#inside()
    const place = this.#asked()
    onSure()
    const { workstations } = await askToWipe(place, { device, by: session.actor.id, how, reason })
    if (this.#session === session) this.#parts.people.heardOf(workstations)
  }

  confirmWipe(device: string, onSure: () => void): Promise<void> {
    return this.#decideWipe('confirm', device, onSure)
  }

  takeBackWipe(device: string, onSure: () => void): Promise<void> {
    return this.#decideWipe('take-back', device, onSure)
  }

  async #decideWipe(what: 'confirm' | 'take-back', device: string, onSure: () => void): Promise<void> {
    const { session } = this.#inside()
    const place = this.#asked()
    onSure()
    const { workstations } = await askToDecideWipe(place, what, { device, by: session.actor.id })
    if (this.#session === session) this.#parts.people.heardOf(workstations)
  }

  revocations(): Promise<SignedRevocations> {
    return askForRevocations(this.#asked())
  }

  #asked(): CloudPlace {
    if (!this.#place) throw new AppError('Conflict', 'cloud.none')
    if (this.#drill.now) throw new AppError('Conflict', 'drill.running')
    return this.#place
  }

  #run(): void {
    const { clock, app, changed, failed } = this.#parts
    const { session, deviceKey } = this.#inside()
    if (!this.#place || this.#lanes || this.#drill.now) return
    const place = this.#place
    this.#lanes = new CloudLanes(session, place, { clock, app, changed, failed, shown: () => this.#shown() })
    if (runsOutSoon(place, clock.now())) void this.#renew(session, deviceKey, place)
  }

  /** In the background: where it cannot be had now, the next sign-in tries again. */
  async #renew(session: Session, deviceKey: Buffer, place: CloudPlace): Promise<void> {
    try {
      const renewed = await renewCertificate(place, session.workstation.device)
      if (this.#session !== session) return
      writeCloudFile(this.#file, deviceKey, session.workstation, renewed)
      this.#parts.named?.()
    } catch (error) {
      if (!(error instanceof AppError)) this.#parts.failed(error)
    }
  }

  #shown(): void {
    if (this.#place && this.#lanes?.isReached) {
      this.#parts.recovery.reached(this.#place)
      this.#parts.people.reached(this.#place)
      this.#parts.whole.reached(this.#place)
    } else if (this.#place && this.#lanes?.now.connection.why === 'refused')
      this.#parts.people.turnedAway(this.#place)
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

const validUntil = ({ cert }: { cert: string }): number => new X509Certificate(cert).validToDate.getTime()

const runsOutSoon = ({ certificate }: CloudPlace, nowMs: number): boolean =>
  certificate !== null && validUntil(certificate) - nowMs < renewDays * dayMs
