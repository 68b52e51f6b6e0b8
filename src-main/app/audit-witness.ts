/**
 * The audit log's way to the cloud, in the main process: it goes on while the workstation is locked and the vault is ended.
 * Also what is kept of the log outside of its file: its last entry, in the keychain, and what this workstation has signed.
 */
import { randomBytes, sign } from 'node:crypto'
import { uptime } from 'node:os'
import { join } from 'node:path'
import type { AlarmKind } from '../../shared/audit/wire.ts'
import { canonicalText } from '../../shared/audit/entry.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { ownEntry, type AuditFile } from '../audit/audit-log.ts'
import { HttpAuditTransport } from '../audit/audit-transport.ts'
import { ClockKeeper } from '../audit/clock-keeper.ts'
import { compareMark, markOf } from '../audit/high-water.ts'
import { WitnessBook } from '../audit/witness-book.ts'
import { WitnessLane } from '../audit/witness-lane.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import { atMost } from './at-most.ts'
import { readCloudFile } from '../vault/cloud-file.ts'
import { readSlots } from '../vault/slots.ts'
import { readClockSource } from './clock-source.ts'
import type { Keychain } from './keychain.ts'

export type WitnessParts = Readonly<{
  profile: string
  clock: Clock
  keychain: Pick<Keychain, 'readMark' | 'writeMark'>
  /** What is shown of it has changed. */
  changed(): void
  /** A fault of ours, for the log. */
  failed(error: unknown): void
  pollMs?: number
  /** What the operating system says of its clock; asked of it where it is not said. */
  readClock?: typeof readClockSource
  /** Asks the cloud for orders wherever the log has a way to it. */
  orders?: Readonly<{ start(file: AuditFile, place: CloudPlace, practice: string): void; stop(): void }>
}>

/** A checkpoint is signed after so many entries, and looked for so often. */
const everyEntries = 50
const tickMs = 2000
const patienceMs = 1500
const random = (): number => randomBytes(4).readUInt32BE() / 2 ** 32

export class AuditWitness {
  readonly #parts: WitnessParts
  #file: AuditFile | null = null
  #transport: HttpAuditTransport | null = null
  #lane: WitnessLane | null = null
  #clocks: ClockKeeper | null = null
  #deviceSecret: string | null = null
  #keysLost = false
  #marked = 0
  #timer: NodeJS.Timeout | null = null
  #marking: Promise<void> = Promise.resolve()
  #connecting: Promise<void> = Promise.resolve()

  constructor(parts: WitnessParts) {
    this.#parts = parts
  }

  /** The log was opened: what the keychain knows of it is compared first. Does not throw. */
  async begin(file: AuditFile, deviceKey: Uint8Array): Promise<void> {
    if (this.#file === file) return this.#lane ? undefined : this.connect(deviceKey)
    this.#file = file
    try {
      this.#compare(file, await this.#parts.keychain.readMark(file.device))
    } catch (error) {
      this.#parts.failed(error)
    }
    if (this.#keysLost) this.#raise(file, 'keychain')
    this.#keysLost = false
    this.#clocks?.end()
    const { clock, changed, failed, readClock = readClockSource } = this.#parts
    const steady = () => uptime() * 1000
    this.#clocks = new ClockKeeper({ file, clock, steady, changed, failed, read: () => readClock() })
    void this.#clocks.begin()
    this.#marked = file.last.n
    this.#timer ??= setInterval(() => this.#tick(), tickMs).unref()
    return this.connect(deviceKey)
  }

  /** A cloud has been named, or what this workstation proves itself with is another. One after the other. */
  connect(deviceKey: Uint8Array): Promise<void> {
    this.#connecting = this.#connecting.then(() => this.#connect(deviceKey))
    return this.#connecting
  }

  async #connect(deviceKey: Uint8Array): Promise<void> {
    const file = this.#file
    if (!file) return
    await this.#stopLane()
    try {
      const folder = join(this.#parts.profile, 'store')
      const slots = readSlots(join(folder, 'slots.json'))
      const place = slots && readCloudFile(join(folder, 'cloud.json'), Buffer.from(deviceKey), slots)
      if (!place) return
      const { clock, changed, failed, pollMs } = this.#parts
      this.#deviceSecret = place.certificate?.key ?? null
      this.#transport = new HttpAuditTransport(place)
      const transport = this.#transport
      this.#lane = new WitnessLane({
        file,
        transport,
        clock,
        random,
        changed,
        failed,
        heardTime: (exchange) => this.#clocks?.heard(exchange),
        ...(pollMs && { pollMs }),
      })
      this.#lane.start()
      this.#parts.orders?.start(file, place, slots.tenant)
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  /** The workstation is locked, or ends: what there is is signed, marked and sent. Resolves when it is marked. */
  async checkpoint(): Promise<void> {
    if (!this.#file) return
    try {
      this.#sign(this.#file)
      this.#lane?.nudge()
      await this.#mark(this.#file)
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  /** Gives what was written so many ms to get to the cloud, at most. */
  async flush(ms: number): Promise<void> {
    const file = this.#file
    const { mono } = this.#parts.clock
    const until = mono() + ms
    await this.checkpoint()
    while (this.#file !== null && this.#file === file && this.#lane && mono() < until) {
      if (new WitnessBook(this.#file).waiting() === 0) return
      this.#lane.nudge()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  async end(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    // a keychain that does not answer keeps nobody
    await atMost(patienceMs, this.checkpoint())
    await this.#stopLane()
    this.#clocks?.end()
    this.#clocks = null
    this.#file = null
    this.#deviceSecret = null
  }

  /** The keychain had lost the device key, and another was put there by the practice's code: the log says so when it is opened again. */
  keysRestored(): Promise<void> {
    this.#keysLost = true
    return this.end()
  }

  #raise(file: AuditFile, kind: AlarmKind): void {
    try {
      if (new WitnessBook(file).raise(kind, file.device, instantOf(this.#parts.clock.now()), null))
        file.append(ownEntry('audit.alarm', kind, {}))
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  async #stopLane(): Promise<void> {
    this.#parts.orders?.stop()
    const lane = this.#lane
    this.#lane = null
    // what is asked just now is cut off: it is asked again, and answered as before
    this.#transport?.close()
    this.#transport = null
    await lane?.stop()
  }

  #tick(): void {
    const file = this.#file
    if (!file) return
    void this.#clocks?.look()
    try {
      if (file.last.n - this.#marked < everyEntries) return
      this.#sign(file)
      void this.#mark(file)
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  /** Says that the log is in an earlier state than the keychain knows, and goes on under another epoch. */
  #compare(file: AuditFile, text: string | null): void {
    const book = new WitnessBook(file)
    const found = compareMark(book, file.last, text)
    if (found === null) return
    const { n } = found
    const { n: own, h } = file.last
    book.setAside(own)
    file.beginEpoch('set-back', 0, { n: own, h, known: n })
    if (book.raise('set-back', file.device, instantOf(this.#parts.clock.now()), n))
      file.append(ownEntry('audit.alarm', 'set-back', { n }))
  }

  #sign(file: AuditFile): void {
    const { n, h, epoch } = file.last
    const book = new WitnessBook(file)
    if (this.#deviceSecret === null || n === 0 || n <= book.lastSigned()) return
    const said = { device: file.device, epoch, n, h, at: instantOf(this.#parts.clock.now()) }
    const sig = sign('sha256', Buffer.from(canonicalText(said)), this.#deviceSecret).toString('base64')
    book.addSigned({ said, sig })
  }

  /** Earlier keys leave the journal with it. */
  #mark(file: AuditFile): Promise<void> {
    const { keychain, failed } = this.#parts
    const { last } = file
    this.#marked = last.n
    this.#marking = this.#marking
      .then(async () => {
        if (this.#file === file) new WitnessBook(file).truncate()
        await keychain.writeMark(file.device, markOf(last))
      })
      .catch((error: unknown) => failed(error))
    return this.#marking
  }
}
