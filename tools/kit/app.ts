/** The whole app as a person starts it: on Electron where its binary is asked for, on the stand-in everywhere else. */
import { fork, type ChildProcess, type Serializable } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { _electron, chromium, type Browser, type ElectronApplication, type Page } from 'playwright-core'
import type { HowReplies } from '../electron-stand-in/control.ts'
import { root } from '../proc.ts'
import { freePort } from './free-port.ts'

export type AppOptions = Readonly<{
  profile: string
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
  /** Ask for the lowest password cost; true unless said otherwise. */
  lightKdf?: boolean
}>

/** What a test may do to the desktop around the app. */
export type Desktop =
  | { stand: 'power'; event: 'suspend' | 'resume' | 'lock-screen' }
  | { stand: 'folder'; path: string | null }
  | { stand: 'files'; paths: string[] }

export type Replies = Readonly<{ held: number; awaited: number }>

export interface App {
  /** The process that is the app. */
  readonly pid: number
  /** The page of the window that is open now; after a lock, of the next one. */
  page(after?: Page): Promise<Page>
  desktop(what: Desktop): Promise<void>
  /** What is on the clipboard. */
  clipboard(): Promise<string>
  /** Makes answers to pages late (the stand-in only). Resolves to how many are held now, and how many main awaits itself. */
  replies(how: HowReplies): Promise<Replies>
  /** As closing the window does. Resolves to the exit code. */
  quit(): Promise<number | null>
  /** As a power cut does. */
  kill(): Promise<void>
}

const argsOf = (options: AppOptions): string[] => [
  `--holdfast-profile=${options.profile}`,
  ...(options.lightKdf === false ? [] : ['--holdfast-light-kdf']),
  // an hour, unless a test is about it: on a slow machine one lasts
  '--holdfast-confirm-seconds=3600',
  ...(options.args ?? []),
]

export const shell = process.env['HOLDFAST_SHELL'] === 'electron' ? 'electron' : 'stand-in'

/** Starts the app and waits for its first window. */
export const startApp = (options: AppOptions): Promise<App> =>
  shell === 'electron' ? startElectron(options) : startStandIn(options)

/** What the stand-in says to whoever started it. */
type Said = { loaded?: number; clipboard?: string; replies?: Replies; heard?: string }

/** How long a step on a page may take before it counts as failed: a machine with other work to do is slow, not wrong. */
const patienceMs = 60_000

class StandInApp implements App {
  readonly #child: ChildProcess
  readonly #browser: Browser
  readonly #exited: Promise<number | null>

  constructor(child: ChildProcess, browser: Browser, exited: Promise<number | null>) {
    this.#child = child
    this.#browser = browser
    this.#exited = exited
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  async page(after?: Page): Promise<Page> {
    for (;;) {
      const pages = this.#browser.contexts().flatMap((context) => context.pages())
      const found = pages.find(
        (page) => page !== after && !page.isClosed() && page.url().startsWith('https://holdfast.app.invalid'),
      )
      if (found) {
        found.setDefaultTimeout(patienceMs)
        return found
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Resolves when it was heard: what a page is made to do next comes another way, and could overtake it. */
  async desktop(what: Desktop): Promise<void> {
    await this.#ask(what, ({ heard }) => (heard === what.stand ? heard : undefined))
  }

  clipboard(): Promise<string> {
    return this.#ask({ stand: 'clipboard' }, ({ clipboard }) => clipboard)
  }

  replies(how: HowReplies): Promise<Replies> {
    return this.#ask({ stand: 'replies', how }, ({ replies }) => replies)
  }

  #ask<T>(what: Serializable, answerIn: (said: Said) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      void this.#exited.then(() => reject(new Error('the app has ended')))
      const hear = (message: { standIn?: Said }) => {
        const answer = message.standIn && answerIn(message.standIn)
        if (answer === undefined) return
        this.#child.off('message', hear)
        resolve(answer)
      }
      this.#child.on('message', hear)
      this.#child.send(what)
    })
  }

  quit(): Promise<number | null> {
    if (this.#child.connected) this.#child.send({ stand: 'quit' })
    return this.#exited
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#exited
  }
}

async function startStandIn(options: AppOptions): Promise<App> {
  const port = await freePort()
  const child = fork(join(root, 'dist/main/index.mjs'), argsOf(options), {
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--import',
      join(root, 'tools/electron-stand-in/register.mjs'),
    ],
    env: { ...process.env, HOLDFAST_HEADLESS: '1', HOLDFAST_STAND_IN_PORT: String(port), ...options.env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = once(child, 'exit').then(([code]) => code as number | null)
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { standIn?: Said }) => {
      if (message.standIn?.loaded) resolve()
    })
    void exited.then((code) => reject(new Error(`the app ended with ${code} before its window was there`)))
  })
  const answer = await fetch(`http://127.0.0.1:${port}/json/version`)
  const { webSocketDebuggerUrl } = (await answer.json()) as { webSocketDebuggerUrl: string }
  const browser = await chromium.connectOverCDP(webSocketDebuggerUrl, { timeout: patienceMs })
  return new StandInApp(child, browser, exited)
}

class ElectronApp implements App {
  readonly #app: ElectronApplication

  constructor(app: ElectronApplication) {
    this.#app = app
  }

  get pid(): number {
    return this.#app.process().pid ?? 0
  }

  async page(after?: Page): Promise<Page> {
    const open = this.#app.windows().find((page) => page !== after && !page.isClosed())
    const found = open ?? (await this.#app.waitForEvent('window'))
    found.setDefaultTimeout(patienceMs)
    return found
  }

  async desktop(what: Desktop): Promise<void> {
    if (what.stand === 'power')
      await this.#app.evaluate(({ powerMonitor }, event) => powerMonitor.emit(event), what.event)
    else
      await this.#app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths })
        },
        what.stand === 'files' ? what.paths : what.path === null ? [] : [what.path],
      )
  }

  clipboard(): Promise<string> {
    return this.#app.evaluate(({ clipboard }) => clipboard.readText())
  }

  replies(): Promise<Replies> {
    return Promise.reject(new Error('answers are made late on the stand-in only'))
  }

  async quit(): Promise<number | null> {
    const ended = once(this.#app.process(), 'exit')
    await this.#app.evaluate(({ app }) => app.quit())
    const [code] = (await ended) as [number | null]
    return code
  }

  async kill(): Promise<void> {
    const ended = once(this.#app.process(), 'exit')
    this.#app.process().kill('SIGKILL')
    await ended
  }
}

async function startElectron(options: AppOptions): Promise<App> {
  const app = await _electron.launch({
    args: [root, ...argsOf(options)],
    env: { ...(process.env as Record<string, string>), ...options.env },
  })
  await app.firstWindow()
  return new ElectronApp(app)
}
