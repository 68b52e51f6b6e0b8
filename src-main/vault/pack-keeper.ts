/** Keeps the downtime pack current while somebody is signed in: made beside their work, when what it shows has changed. */
import { rm } from 'node:fs/promises'
import { packPolicy } from '../../shared/downtime/pack-policy.ts'
import type { PackManifest } from '../../shared/downtime/pack.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { AuditFile } from '../audit/audit-log.ts'
import { seenSince } from '../audit/seen-patients.ts'
import { PaperMaker } from '../downtime/paper-maker.ts'
import type { CloudNow, PackDoor, PackNow } from '../pipeline/gatekeeper.ts'
import type { Inside, Session } from '../pipeline/session.ts'
import { storeError } from '../store/cipher.ts'
import type { Published } from '../store/tx.ts'
import { makePack } from './make-pack.ts'
import { readPackFile, type OpenedPack } from './pack-file.ts'

export type PackParts = Readonly<{
  clock: Clock
  /** Where the sealed pack lies. */
  file: string
  audit(): AuditFile | null
  cloud(): CloudNow
  /** How often it is looked at whether one is due, in ms; null: it is made when somebody asks for it. */
  tickMs: number | null
  /** How current it is has changed: for the screens. */
  changed(): void
  failed(error: unknown): void
}>

/** What the pack is made of. A change of anything else leaves it as it is. */
const shown: ReadonlySet<string> = new Set([
  'patients',
  'coverages',
  'allergies',
  'problems',
  'amendments',
  'amendmentActs',
  'medications',
  'observations',
  'encounters',
  'appointments',
  'resources',
  'visitTypes',
  'conflicts',
  'pack_choice',
])
/** It takes no more than this share of the time: where making one takes long, they are made less often. */
const share = 1 / 20

export class PackKeeper implements PackDoor {
  readonly #parts: PackParts
  readonly #maker = new PaperMaker()
  #inside: Inside | null = null
  #ready: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | null = null
  #manifest: PackManifest | null = null
  #bytes = 0
  #problem: string | null = null
  #making: Promise<PackManifest> | null = null
  /** Steady times: of the first and the last change since it was made, of the last try, and how long that took. */
  #firstChange: number | null = null
  #lastChange = 0
  #lastTry = -Infinity
  #took = 0
  /** The last entry of the audit log that was looked at. */
  #looked = 0

  constructor(parts: PackParts) {
    this.#parts = parts
  }

  /** Somebody is in, with the store or for the pack alone. */
  begin(inside: Inside): void {
    this.#inside = inside
    this.#firstChange = null
    this.#ready = this.#find(inside)
  }

  /** Nobody is in any more; the store is closed next. */
  end(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    this.#inside = null
    this.#manifest = null
    this.#maker.close()
  }

  /** Something was changed, here or by others. */
  touched({ tables }: Published): void {
    if (!tables.some((table) => shown.has(table))) return
    this.#lastChange = this.#parts.clock.mono()
    if (this.#firstChange !== null) return
    this.#firstChange = this.#lastChange
    this.#parts.changed()
  }

  get now(): PackNow {
    return {
      manifest: this.#manifest,
      bytes: this.#bytes,
      making: this.#making !== null,
      stale: this.#firstChange !== null,
      problem: this.#problem,
    }
  }

  async read(): Promise<OpenedPack> {
    const inside = this.#inside
    if (!inside) throw new AppError('Locked', 'session.locked')
    return readPackFile(this.#parts.file, inside.packKey, inside.workstation)
  }

  make(): Promise<PackManifest> {
    this.#making ??= this.#ready
      .then(() => this.#make())
      .finally(() => {
        this.#making = null
        this.#parts.changed()
      })
    return this.#making
  }

  /** Before a lock: one that is due is made, where that takes no longer than `ms`. Resolves after `ms` at the latest. */
  async finish(ms: number): Promise<void> {
    const wanted =
      this.#parts.tickMs !== null && this.#firstChange !== null && this.#took > 0 && this.#took * 1.5 < ms
    if (!wanted && !this.#making) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)))
    await Promise.race([this.make().catch(() => undefined), late])
    clearTimeout(timer)
  }

  /** What lies there from before. */
  async #find(inside: Inside): Promise<void> {
    const { file, tickMs, audit } = this.#parts
    const log = audit()
    if (log) this.#looked = seenSince(log, Number.MAX_SAFE_INTEGER).last
    await rm(`${file}.new`, { force: true }).catch(() => undefined)
    const found = await readPackFile(file, inside.packKey, inside.workstation).catch(() => null)
    found?.pdf.fill(0)
    if (this.#inside !== inside) return
    this.#manifest = found?.manifest ?? null
    this.#bytes = found?.bytes ?? 0
    this.#parts.changed()
    if (tickMs === null || !('store' in inside)) return
    // whether it shows the last that was done before the lock is not known
    this.touched({ tables: ['pack_choice'], patients: [] })
    this.#timer = setInterval(() => this.#look(), tickMs).unref()
  }

  #look(): void {
    try {
      this.#lookAtLog()
      if (this.#isDue()) this.make().catch(() => undefined)
    } catch (error) {
      // a disk that cannot be read says so to whoever works; the pack is no reason to stop
      const known = storeError(error)
      if (!(known instanceof AppError)) this.#parts.failed(error)
    }
  }

  #isDue(): boolean {
    const { clock } = this.#parts
    const now = clock.mono()
    // one that was made while the machine slept took long by no fault of its own
    const rest = Math.min(Math.max(packPolicy.leastMs, this.#took / share), packPolicy.oldestMs)
    if (this.#making || now - this.#lastTry < rest) return false
    const changed = this.#firstChange !== null && now - this.#lastChange >= packPolicy.quietMs
    const age = this.#manifest ? clock.now() - Date.parse(this.#manifest.madeAt) : Infinity
    // a clock that was set back makes it look newer than it is
    return changed || age >= packPolicy.oldestMs || age < 0 || now - this.#lastTry >= packPolicy.oldestMs
  }

  /** Whoever was opened here belongs into the pack: an opening changes no row, and is told by the log alone. */
  #lookAtLog(): void {
    const log = this.#parts.audit()
    if (!log) return
    const { last, patients } = seenSince(log, this.#looked)
    this.#looked = last
    const known = new Set(this.#manifest?.patients.map(({ patientId }) => patientId))
    if (patients.some((patientId) => !known.has(patientId)))
      this.touched({ tables: ['pack_choice'], patients: [] })
  }

  async #make(): Promise<PackManifest> {
    const { clock, file, audit, cloud, failed } = this.#parts
    const started = clock.mono()
    this.#lastTry = started
    const before = this.#firstChange
    this.#firstChange = null
    this.#parts.changed()
    try {
      const session = this.#session()
      const { connection, address } = cloud()
      const { manifest, bytes } = await makePack({
        session,
        audit: audit(),
        maker: this.#maker,
        file,
        now: instantOf(clock.now()),
        // nothing read since sign-in: then what was read before it is what is known
        dataAsOf: connection.lastRead ?? this.#manifest?.dataAsOf ?? null,
        hasCloud: address !== null,
        turn: () => this.#turn(session),
      })
      this.#manifest = manifest
      this.#bytes = bytes
      this.#problem = null
      this.#took = clock.mono() - started
      return manifest
    } catch (error) {
      // what has changed since the last good one is still to be shown
      this.#firstChange ??= before ?? started
      const known = storeError(error)
      if (!(known instanceof AppError)) failed(error)
      this.#problem = known instanceof AppError ? known.reason : 'pack.not-made'
      throw known
    }
  }

  #session(): Session {
    if (!this.#inside || !('store' in this.#inside)) throw new AppError('Locked', 'session.locked')
    return this.#inside
  }

  /** Others have their turn; a lock meanwhile ends it. */
  async #turn(session: Session): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#inside !== session) throw new AppError('Locked', 'session.locked')
  }
}
