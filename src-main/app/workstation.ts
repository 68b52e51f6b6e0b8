/** Runs one workstation: keychain, vault, windows, and the lock between them. */
import { ipcMain, utilityProcess, type BrowserWindow, type Rectangle } from 'electron'
import { idleLimits } from '../../shared/kernel/limits.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { HostRequest, KeychainFinding, SessionNews } from '../pipeline/wire.ts'
import { defaultCost } from '../vault/keys.ts'
import type { MainAudit } from './audit-main.ts'
import type { AuditWitness } from './audit-witness.ts'
import { PatientClipboard } from './clipboard.ts'
import { openDoor } from './ipc-door.ts'
import { askDesktop } from './ask-desktop.ts'
import { deviceIn } from './device-in.ts'
import { demoSignIn } from './demo-sign-in.ts'
import { sayGivingUp } from './give-up.ts'
import type { Keychain } from './keychain.ts'
import {
  absoluteLimitMs,
  firstState,
  step,
  type LockAction,
  type LockSignal,
  type LockState,
} from './lock-state.ts'
import type { Log } from './log.ts'
import type { Settings } from './settings.ts'
import { AuditOpener } from './open-audit.ts'
import { TriesMark } from './tries-mark.ts'
import { VaultLink } from './vault-link.ts'
import { Wiping } from './wiping.ts'

export type WorkstationParts = Readonly<{
  profile: string
  appRoot: string
  vaultModule: string
  boot: string
  /** The product's. */
  version: string
  settings: Settings
  keychain: Keychain
  audit: MainAudit
  witness: AuditWitness
  log: Log
  openWindow(bounds: Rectangle | null): BrowserWindow
  quit(code: number): void
}>

/** What leaving waits for the keychain. */
const keychainMs = 1500

export class Workstation {
  readonly #parts: WorkstationParts
  #state: LockState = firstState
  /** What the practice has set; null where it has not, or is not known yet. */
  #idleMinutes: number | null = null
  #vault: VaultLink | null = null
  #windows: BrowserWindow[] = []
  readonly #gone = new Set<number>()
  #bounds: Rectangle | null = null
  #actions: Promise<void> = Promise.resolve()
  readonly #clipboard = new PatientClipboard()
  readonly #tries: TriesMark
  readonly #opener: AuditOpener
  readonly wiping: Wiping

  constructor(parts: WorkstationParts) {
    this.#parts = parts
    this.#tries = new TriesMark(parts.keychain, () => parts.log.write('warn', 'keychain.tries-unkept'))
    this.#opener = new AuditOpener({ ...parts, findKey: () => this.#findKey() })
    this.wiping = new Wiping({
      ...parts,
      clock: { now: () => Date.now(), mono: () => performance.now() },
      isOpen: () => this.#state.phase === 'open',
      sendAll: () => this.#vault?.sendAll(),
      close: () => this.signal({ type: 'asked', why: 'wipe' }),
    })
    openDoor({
      ipc: ipcMain,
      isOurWindow: (id) =>
        this.#windows.some((window) => !window.isDestroyed() && window.webContents.id === id),
      wasOurWindow: (id) => this.#gone.has(id),
      isOver: () => this.signal({ type: 'tick' }),
      hello: (window, key) => this.#link().hello(window, key),
      call: (window, frame) => this.#link().call(window, frame),
      refused: (why) => this.refused(`door:${why}`),
    })
  }

  /** The machine is going to sleep, or is being locked. */
  machine(type: 'suspend' | 'os-lock'): void {
    this.signal({ type, entering: this.#vault?.busy ?? false })
  }

  async start(): Promise<void> {
    await this.#startVault()
    try {
      this.#parts.audit.started(this.#parts.version)
    } catch {
      // a full disk, say: the gate says what it means, and nobody comes in before they can be recorded
      this.#parts.log.write('error', 'audit.unwritable')
    }
    this.#openWindow()
  }

  /** True where it locks by it. */
  signal(signal: LockSignal): boolean {
    const now = { mono: performance.now(), wall: Date.now() }
    const idleMinutes = this.#parts.settings.idleMinutes ?? this.#idleMinutes ?? idleLimits.usual
    const policy = { idleMs: idleMinutes * 60_000, absoluteMs: absoluteLimitMs }
    const { state, actions } = step(this.#state, signal, now, policy)
    this.#state = state
    // one list after the other: a second lock never overtakes the first
    if (actions.length > 0) this.#actions = this.#actions.then(() => this.#perform(actions))
    return actions.some((action) => action.do === 'close-door')
  }

  /** Something a page may not do was tried. */
  refused(what: string): void {
    this.#parts.log.write('warn', 'refused', { what })
    try {
      this.#parts.audit.append({
        action: 'page.refused',
        category: 'session',
        outcome: 'refused',
        reason: what,
      })
    } catch {
      this.#parts.log.write('error', 'audit.unwritable')
    }
  }

  /** What is shown of the audit log has changed. */
  auditNews(): void {
    this.#vault?.auditNews()
  }

  /** A list of revocations came from the cloud. */
  listed(text: string): void {
    this.#vault?.takeList(text)
  }

  focus(): void {
    const [window] = this.#windows
    if (!window || window.isDestroyed()) return
    if (window.isMinimized()) window.restore()
    window.focus()
  }

  async #perform(actions: readonly LockAction[]): Promise<void> {
    for (const action of actions) {
      try {
        await this.#do(action)
      } catch (error) {
        // whatever fails, the rest of the list is still carried out: a lock is never half a lock
        const reason = error instanceof AppError ? error.reason : 'unexpected'
        this.#parts.log.write('error', 'lock.action-failed', { action: action.do, reason })
      }
    }
  }

  async #do(action: LockAction): Promise<void> {
    switch (action.do) {
      case 'close-door':
        return this.#vault?.closeDoor()
      case 'audit':
        this.#parts.audit.appendSoon({
          action: action.reason === 'sign-out' || action.reason === 'quit' ? 'session.end' : 'session.lock',
          category: 'session',
          outcome: 'done',
          actor: action.user,
          session: action.session,
          reason: action.reason,
        })
        // a lock does not wait for the keychain
        void this.#parts.witness.checkpoint()
        return undefined
      case 'audit-turned-away':
        return this.#parts.audit.appendSoon({
          action: 'session.turned-away',
          category: 'session',
          outcome: 'refused',
          reason: action.reason,
        })
      case 'end-vault':
        return this.#vault?.end()
      case 'destroy-windows':
        return this.#destroyWindows()
      case 'clear-clipboard':
        return this.#clipboard.clear()
      case 'wipe':
        return this.wiping.carryOut()
      case 'start-vault':
        return this.#startVault()
      case 'open-window':
        return this.#openWindow()
      case 'warn':
        return this.#vault?.idleNews(Math.round(action.ms / 1000))
      case 'stop-warning':
        return this.#vault?.idleNews(null)
      case 'give-up':
        sayGivingUp()
        return this.#parts.quit(70)
      case 'quit':
        try {
          await Promise.all([this.#opener.settled(keychainMs), this.#tries.settled(keychainMs)])
          this.#parts.audit.append({ action: 'app.stop', category: 'session', outcome: 'done' })
          await this.#parts.witness.end()
          this.#parts.audit.close()
        } finally {
          // also where the log is full: nobody is kept from leaving
          this.#parts.quit(0)
        }
        return undefined
    }
  }

  async #startVault(): Promise<void> {
    const { profile, settings } = this.#parts
    await this.wiping.resume()
    const found = await this.#findKey()
    const tries = await this.#tries.read(this.#device())
    if (found.state === 'present') await this.#opener.open(Uint8Array.from(found.key))
    const child = utilityProcess.fork(this.#parts.vaultModule, [], {
      serviceName: 'Holdfast vault',
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', TZ: process.env['TZ'] ?? '' },
    })
    this.#vault = new VaultLink(
      child,
      {
        t: 'start',
        profile,
        appRoot: this.#parts.appRoot,
        boot: this.#parts.boot,
        version: this.#parts.version,
        keychain: found,
        kdf: settings.lightKdf ? { memory: 19 * 1024, passes: 2, lanes: 1 } : defaultCost,
        lockedUser: this.#state.phase === 'closed' ? this.#state.lockedUser : null,
        demo: settings.demo ? demoSignIn(profile) : null,
        tries,
        freshMs: settings.confirmSeconds * 1000,
      },
      {
        signedIn: (session) => void this.#signedIn(session),
        idlePolicy: (minutes) => void (this.#idleMinutes = minutes),
        lockAsked: (why) => this.signal({ type: 'asked', why }),
        allSent: () => this.wiping.allSent(),
        cloudNamed: () => void this.#cloudNamed(),
        keepTries: (mark) => this.#keepTries(mark),
        died: () => this.signal({ type: 'vault-died' }),
        event: (window, frame) => this.#windowOf(window)?.webContents.send('door:event', frame),
        host: (request) => this.#host(request),
      },
      this.#parts.log,
    )
  }

  async #signedIn({ userId, sessionId }: SessionNews): Promise<void> {
    this.signal({ type: 'signed-in', user: userId, session: sessionId })
    // after first run there is a log now, and it was not there when the vault was started
    await this.#opener.again()
    this.wiping.consider()
  }

  async #cloudNamed(): Promise<void> {
    const found = await this.#findKey()
    if (found.state !== 'present') return
    await this.#parts.witness.connect(found.key)
    found.key.fill(0)
  }

  #findKey(): Promise<KeychainFinding> {
    return this.#parts.keychain.find(this.#device())
  }

  #device(): string | null {
    return deviceIn(this.#parts.profile)
  }

  #keepTries(mark: string): void {
    const device = this.#device()
    if (device !== null) this.#tries.keep(device, mark)
  }

  async #host(request: HostRequest): Promise<unknown> {
    if (request.name === 'createDeviceKey') return this.#parts.keychain.create(request.device)
    if (request.name === 'restoreDeviceKey') {
      await this.#parts.keychain.restore(request.device, Buffer.from(request.key))
      // the log may be put under another key next; it is opened again when somebody is in
      await this.#parts.witness.keysRestored()
      this.#parts.audit.close()
      return null
    }
    return askDesktop(request, { clipboard: this.#clipboard, window: this.#windows[0] })
  }

  #openWindow(): void {
    const window = this.#parts.openWindow(this.#bounds)
    const { id } = window.webContents
    this.#windows.push(window)
    window.webContents.on('input-event', () => this.signal({ type: 'input' }))
    window.on('close', () => {
      if (this.#windows.includes(window)) this.signal({ type: 'quit' })
    })
    window.webContents.on('render-process-gone', () => {
      this.#parts.log.write('warn', 'page.gone')
      this.signal({ type: 'page-died' })
    })
    window.webContents.on('did-start-loading', () => this.#vault?.windowGone(id))
  }

  #destroyWindows(): void {
    const windows = this.#windows
    this.#windows = []
    for (const window of windows) {
      if (window.isDestroyed()) continue
      this.#bounds = window.getBounds()
      this.#gone.add(window.webContents.id)
      window.destroy()
    }
  }

  #windowOf(id: number): BrowserWindow | undefined {
    return this.#windows.find((window) => !window.isDestroyed() && window.webContents.id === id)
  }

  #link(): VaultLink {
    if (!this.#vault) throw new Error('no vault')
    return this.#vault
  }
}
