/** Keeps the record here and in the cloud the same while somebody is signed in, whatever the network does. */
import type { Connection } from '../../shared/cloud/get-connection.ts'
import type { SyncEngine } from './engine.ts'
import type { OutageLog } from '../store/outage-log.ts'
import { jitter } from './jitter.ts'
import { isReading } from './negotiation.ts'
import { Unreachable } from './transport.ts'

export type LaneParts = Readonly<{
  engine: Pick<SyncEngine, 'step' | 'disconnected' | 'rest' | 'needsUpdate'>
  /** Resolves when the cloud's news end; `poked` when there is some. Throws Unreachable. */
  listen(signal: AbortSignal, poked: () => void): Promise<void>
  outages: OutageLog
  /** ISO 8601. */
  now(): string
  /** From 0 to 1. */
  random(): number
  /** What is shown of the connection has changed. */
  changed(): void
  /** A step failed by a fault of ours: it is told to the log, and tried again like any other. */
  failed(error: unknown): void
  /** How long a quiet workstation waits before it asks by itself. */
  pollMs?: number
  /** The longest wait after a failure. */
  longestWaitMs?: number
}>

/** How long a line that says when there is news must have held to be missed. */
const heldMs = 5000
/** A step that changes nothing visible lets pages be answered in between. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class SyncLane {
  readonly #parts: LaneParts
  readonly #ended = new AbortController()
  #state: Connection['state'] = 'connecting'
  #why: string | null = null
  #since: string
  #lastRead: string | null = null
  #nextTryAt: string | null = null
  #told: Connection['needsUpdate'] = null
  #failures = 0
  #wake: () => void = () => undefined
  #poked = false
  #listening = false
  #running: Promise<void> = Promise.resolve()

  constructor(parts: LaneParts) {
    this.#parts = parts
    this.#since = parts.now()
  }

  start(): void {
    this.#running = this.#run()
  }

  /** There is something to send, to read, or to try again now. */
  nudge(): void {
    this.#poked = true
    this.#wake()
  }

  /** A person does not want to wait for the next try. */
  tryNow(): void {
    this.#failures = 0
    this.nudge()
  }

  get connection(): Connection {
    return {
      state: this.#state,
      why: this.#why,
      since: this.#since,
      lastRead: this.#lastRead,
      nextTryAt: this.#nextTryAt,
      needsUpdate: this.#parts.engine.needsUpdate,
    }
  }

  /** Ends it after the step under way. */
  async stop(): Promise<void> {
    this.#ended.abort()
    this.#wake()
    await this.#running
  }

  async #run(): Promise<void> {
    while (!this.#ended.signal.aborted) {
      let wait: number
      try {
        this.#poked = false
        this.#parts.outages.trying()
        const step = await this.#parts.engine.step()
        this.#reached(step === 'more' ? 'busy' : 'current')
        this.#listen()
        wait = step === 'more' ? 0 : (this.#parts.pollMs ?? 30_000)
      } catch (error) {
        // the store may be closed under a step that was on its way when everything ended
        if (this.#ended.signal.aborted) break
        wait = this.#missed(error)
      }
      if (this.#ended.signal.aborted) break
      if (wait === 0) await breath()
      else await this.#rest(wait)
    }
    this.#parts.engine.rest()
  }

  #reached(state: 'busy' | 'current'): void {
    const { engine, now, outages, changed } = this.#parts
    const at = now()
    this.#failures = 0
    this.#nextTryAt = null
    outages.reached(at)
    if (state === 'current' && isReading(engine.needsUpdate)) this.#lastRead = at
    this.#become(state, null)
    if (engine.needsUpdate !== this.#told) changed()
    this.#told = engine.needsUpdate
  }

  /** Returns how long to wait. */
  #missed(error: unknown): number {
    const { engine, now, outages, random, failed } = this.#parts
    engine.disconnected()
    const missed = error instanceof Unreachable ? error : null
    if (!missed) failed(error)
    const why = missed?.why ?? 'fault'
    const at = now()
    if (why !== 'busy') outages.missed(at, why)
    const own = jitter(this.#failures, this.#parts.longestWaitMs ?? 300_000, random)
    this.#failures += 1
    const wait = Math.max(missed?.retryAfterMs ?? 0, own)
    this.#nextTryAt = new Date(Date.parse(at) + wait).toISOString()
    this.#become(why === 'busy' ? 'busy' : 'away', why)
    this.#parts.changed()
    return wait
  }

  #become(state: Connection['state'], why: string | null): void {
    if (state === this.#state && why === this.#why) return
    const apart = (each: Connection['state']) => each === 'away' || each === 'connecting'
    if (apart(state) !== apart(this.#state) || state === 'away') this.#since = this.#parts.now()
    this.#state = state
    this.#why = why
    this.#parts.changed()
  }

  async #rest(ms: number): Promise<void> {
    if (this.#poked && this.#state !== 'away') return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      // a change made here while the cloud is away is no reason to try sooner; a person's wish is
      this.#wake = () => {
        if (this.#state === 'away' && this.#failures > 0 && !this.#ended.signal.aborted) return
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }

  /** One line to the cloud that says when there is news; where it cannot be had, asking now and then does. */
  #listen(): void {
    if (this.#listening || this.#ended.signal.aborted) return
    this.#listening = true
    const { listen, now } = this.#parts
    let since: number | null = null
    const over = () => {
      this.#listening = false
      // it ended after it had held: perhaps the network did. One that never holds says nothing
      if (since !== null && Date.parse(now()) - since >= heldMs) this.nudge()
    }
    const poked = () => {
      since ??= Date.parse(now())
      this.nudge()
    }
    listen(this.#ended.signal, poked).then(over, over)
  }
}
