/** When an order to wipe this workstation is carried out, and how: what can still be sent is, and then nothing is left. */
import type { WipeOrder } from '../../shared/access/wipe.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { isUnsent } from '../audit/unsent.ts'
import { traceOf } from '../pipeline/trace.ts'
import type { CloudPlace } from '../sync/https-link.ts'
import type { MainAudit } from './audit-main.ts'
import type { AuditWitness } from './audit-witness.ts'
import type { Keychain } from './keychain.ts'
import type { Log } from './log.ts'
import { letGoOfKey } from './let-go.ts'
import { beginWipe, finishWipe, tellWiped } from './wipe.ts'

export type WipingParts = Readonly<{
  profile: string
  clock: Clock
  keychain: Pick<Keychain, 'find' | 'remove'>
  audit: Pick<MainAudit, 'file' | 'open' | 'append' | 'close'>
  witness: Pick<AuditWitness, 'flush' | 'end'>
  log: Pick<Log, 'write'>
  /** Somebody is in. */
  isOpen(): boolean
  /** Whoever is in goes on, and what waits is sent first; `allSent` is called then. */
  sendAll(): void
  /** Ends what is open; `carryOut` is called when it is. */
  close(): void
}>

/** What the end of the log has to get to the cloud. */
const flushMs = 5000
const tellAgainMs = 30_000

export class Wiping {
  readonly #parts: WipingParts
  #found: Readonly<{ order: WipeOrder; place: CloudPlace }> | null = null
  #isClosing = false
  #telling: NodeJS.Timeout | null = null

  constructor(parts: WipingParts) {
    this.#parts = parts
  }

  /** Said each time the cloud is asked, until it is done. The last one counts. */
  ordered(order: WipeOrder, place: CloudPlace): void {
    this.#found = { order, place }
    this.consider()
  }

  /** Whether it can be done now: somebody has come in, or gone. */
  consider(): void {
    const { audit, isOpen, sendAll } = this.#parts
    if (!this.#found || !audit.file) return
    if (this.#found.order.how === 'at-once') this.#close()
    else if (isOpen()) sendAll()
    else if (!isUnsent(audit.file)) this.#close()
  }

  /** Nothing waits to be sent any more. */
  allSent(): void {
    if (this.#found) this.#close()
  }

  #close(): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#parts.close()
  }

  /** Everything is closed. Nothing is done where something was written meanwhile that is to be sent first. */
  async carryOut(): Promise<void> {
    this.#isClosing = false
    const { profile, clock, audit, witness, log } = this.#parts
    if (!this.#found || !audit.file) return
    const { order, place } = this.#found
    if (order.how === 'when-sent' && isUnsent(audit.file)) return
    try {
      audit.append({
        action: 'workstation.wipe',
        category: 'configuration',
        outcome: 'done',
        detail: { how: order.how },
      })
      await witness.flush(flushMs)
    } catch (error) {
      // a full disk keeps no workstation from being wiped
      log.write('error', 'wipe.unrecorded', traceOf(error))
    }
    beginWipe(profile, order, { place, at: instantOf(clock.now()) })
    this.#found = null
    await witness.end()
    audit.close()
  }

  /**
   * What was begun is carried through, and the cloud told; and a key that nobody can come in with any more goes. Does not throw: what
   * cannot be done now is done the next time.
   */
  async resume(): Promise<void> {
    const { profile, keychain, log } = this.#parts
    try {
      await finishWipe(profile, keychain)
      this.#tell()
    } catch (error) {
      log.write('error', 'wipe.unfinished', traceOf(error))
    }
    try {
      await letGoOfKey(this.#parts)
    } catch (error) {
      log.write('error', 'key.not-let-go', traceOf(error))
    }
  }

  #tell(): void {
    if (this.#telling) clearTimeout(this.#telling)
    this.#telling = null
    const { profile } = this.#parts
    tellWiped(profile).catch(() => {
      // the cloud is away: again and again, and at each start
      this.#telling = setTimeout(() => this.#tell(), tellAgainMs).unref()
    })
  }
}
