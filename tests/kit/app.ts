/** The whole app as a person starts it: on Electron where its binary is, on the stand-in everywhere else. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { root } from '../../tools/proc.ts'

export type AppOptions = Readonly<{
  profile: string
  args?: readonly string[]
  env?: Readonly<Record<string, string>>
}>

export class App {
  readonly child: ChildProcess
  readonly #browser: Browser
  readonly exited: Promise<number | null>

  constructor(child: ChildProcess, browser: Browser) {
    this.child = child
    this.#browser = browser
    this.exited = once(child, 'exit').then(([code]) => code as number | null)
  }

  /** The page of the window that is open now; waits for the next one after a lock. */
  async page(after?: Page): Promise<Page> {
    for (;;) {
      for (const context of this.#browser.contexts())
        for (const page of context.pages())
          if (page !== after && !page.isClosed() && page.url().startsWith('https://holdfast.app.invalid'))
            return page
      await once(this.child, 'message')
    }
  }

  tell(message: object): void {
    this.child.send(message)
  }

  /** As closing the window does. */
  async quit(): Promise<number | null> {
    this.child.send({ stand: 'quit' })
    return this.exited
  }

  /** As a power cut does, for the app's processes. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exited
  }
}

/** Starts the app and waits for its first window. The test ends it, if nothing else does. */
export async function startApp(options: AppOptions): Promise<App> {
  const port = await freePort()
  const child = fork(
    join(root, 'dist/main/index.mjs'),
    [`--holdfast-profile=${options.profile}`, '--holdfast-light-kdf', ...(options.args ?? [])],
    {
      execArgv: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        join(root, 'tools/electron-stand-in/register.mjs'),
      ],
      env: { ...process.env, HOLDFAST_HEADLESS: '1', HOLDFAST_STAND_IN_PORT: String(port), ...options.env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    child.on('message', (message: { standIn?: { loaded?: number } }) => {
      if (message.standIn?.loaded) resolve()
    })
    child.on('exit', (code) => reject(new Error(`the app ended with ${code} before its window was there`)))
  })
  const version = (await (await fetch(`http://127.0.0.1:${port}/json/version`)).json()) as {
    webSocketDebuggerUrl: string
  }
  return new App(child, await chromium.connectOverCDP(version.webSocketDebuggerUrl))
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
