/** Starts the vault, carries frames between it and the pages, answers what it asks, and ends it. */
import type { UtilityProcess } from 'electron'
import type { FromVault, HostRequest, SessionNews, StartMessage, ToVault } from '../pipeline/wire.ts'
import { atMost } from './at-most.ts'
import type { Log } from './log.ts'

export type VaultEvents = Readonly<{
  signedIn(session: SessionNews): void
  lockAsked(why: 'person' | 'sign-out'): void
  /** Minutes without input that the practice allows; null where it has set nothing. */
  idlePolicy(minutes: number | null): void
  /** Nothing waits for the cloud any more, as it was asked. */
  allSent(): void
  /** A cloud was named, or what proves this workstation to it is another. */
  cloudNamed(): void
  /** For the keychain. */
  keepTries(mark: string): void
  died(): void
  event(window: number, frame: Uint8Array): void
  host(request: HostRequest): Promise<unknown>
}>

type Pending = { window: number; resolve(bytes: Uint8Array): void; reject(error: Error): void }

/** How long an ended vault may take to close its files before it is killed. */
const patienceMs = 2000

export class VaultLink {
  readonly #child: UtilityProcess
  readonly #events: VaultEvents
  readonly #log: Log
  readonly #hellos = new Map<number, Pending>()
  readonly #calls = new Map<number, Pending>()
  #lastCall = 0
  #open = true
  #ending = false
  readonly #ready: Promise<void>
  readonly #exited: Promise<void>

  constructor(child: UtilityProcess, start: StartMessage, events: VaultEvents, log: Log) {
    this.#child = child
    this.#events = events
    this.#log = log
    this.#ready = new Promise((resolve) => {
      child.on('message', (message: FromVault) => {
        if (message.t === 'ready') resolve()
        else this.#receive(message)
      })
    })
    this.#exited = new Promise((resolve) => {
      child.on('exit', () => {
        this.closeDoor()
        resolve()
        if (!this.#ending) this.#events.died()
      })
    })
    this.#send(start)
    if (start.keychain.state === 'present') start.keychain.key.fill(0)
  }

  async hello(window: number, publicKey: Uint8Array): Promise<Uint8Array> {
    await this.#ready
    return this.#ask(this.#hellos, window, window, { t: 'hello', window, publicKey })
  }

  call(window: number, frame: Uint8Array): Promise<Uint8Array> {
    this.#lastCall += 1
    return this.#ask(this.#calls, this.#lastCall, window, { t: 'call', window, call: this.#lastCall, frame })
  }

  /** Something that was asked is not answered yet. */
  get busy(): boolean {
    return this.#hellos.size + this.#calls.size > 0
  }

  windowGone(window: number): void {
    if (this.#open) this.#send({ t: 'gone', window })
  }

  /** A list of revocations, as the cloud or a file has it. */
  takeList(text: string): void {
    if (this.#open) this.#send({ t: 'revocations', text })
  }

  /** What waits is to be sent, and it is to be said when nothing does any more. */
  sendAll(): void {
    if (this.#open) this.#send({ t: 'send-all' })
  }

  /** What is shown of the audit log has changed. */
  auditNews(): void {
    if (this.#open) this.#send({ t: 'audit-news' })
  }

  /** It locks in so many seconds; null: it does not, somebody is there. */
  idleNews(seconds: number | null): void {
    if (this.#open) this.#send({ t: 'idle-news', seconds })
  }

  /** From here on every call is refused, also those under way. */
  closeDoor(): void {
    this.#open = false
    for (const pending of [...this.#hellos.values(), ...this.#calls.values()])
      pending.reject(new Error('locked'))
    this.#hellos.clear()
    this.#calls.clear()
  }

  /**
   * Ends the process: asked first, so that its files are closed in order; killed if it does not. One that outlives even
   * that is left behind with its door closed: what shows records must not stay on the screen for it.
   */
  async end(): Promise<void> {
    this.closeDoor()
    this.#ending = true
    this.#send({ t: 'end' })
    if (await atMost(patienceMs, this.#exited)) return
    this.#log.write('warn', 'vault.killed')
    this.#child.kill()
    if (!(await atMost(patienceMs, this.#exited))) this.#log.write('error', 'vault.outlives-kill')
  }

  #ask(map: Map<number, Pending>, key: number, window: number, message: ToVault): Promise<Uint8Array> {
    if (!this.#open) return Promise.reject(new Error('locked'))
    // a page that loads again before its first hello was answered
    map.get(key)?.reject(new Error('refused'))
    return new Promise((resolve, reject) => {
      map.set(key, { window, resolve, reject })
      this.#send(message)
    })
  }

  #receive(message: FromVault): void {
    // nobody comes in through a vault that is being ended, and what it asks is not done any more
    if (this.#ending && message.t !== 'log' && message.t !== 'keep-tries') return
    if (message.t === 'hello') this.#settle(this.#hellos, message.window, message.publicKey)
    if (message.t === 'reply') this.#settle(this.#calls, message.call, message.frame)
    if (message.t === 'refused')
      if (message.call === null) this.#settle(this.#hellos, message.window, null)
      else this.#settle(this.#calls, message.call, null)
    if (message.t === 'event' && this.#open) this.#events.event(message.window, message.frame)
    if (message.t === 'signed-in') this.#events.signedIn(message.session)
    if (message.t === 'all-sent') this.#events.allSent()
    if (message.t === 'cloud-named') this.#events.cloudNamed()
    if (message.t === 'keep-tries') this.#events.keepTries(message.mark)
    if (message.t === 'idle-policy') this.#events.idlePolicy(message.minutes)
    if (message.t === 'lock') this.#events.lockAsked(message.why)
    if (message.t === 'log') this.#log.write(message.level, message.event, message.fields)
    if (message.t === 'request') void this.#answer(message.request, message.what)
  }

  #settle(map: Map<number, Pending>, key: number, bytes: Uint8Array | null): void {
    const pending = map.get(key)
    map.delete(key)
    if (bytes) pending?.resolve(bytes)
    else pending?.reject(new Error('refused'))
  }

  async #answer(request: number, what: HostRequest): Promise<void> {
    try {
      this.#send({ t: 'answer', request, ok: true, value: await this.#events.host(what) })
    } catch (error) {
      const reason = error instanceof Error && 'reason' in error ? String(error.reason) : 'host.failed'
      this.#send({ t: 'answer', request, ok: false, reason })
    }
  }

  #send(message: ToVault): void {
    this.#child.postMessage(message)
  }
}
