/** One page: the preload around it, its calls to main, its attempts to leave. */
import type { PrinterInfo, Rectangle, WebContentsPrintOptions } from 'electron'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { CDPSession, Frame, Page, Request, Route } from 'playwright-core'
import { browser } from './chromium.ts'
import { invokeHandler } from './ipc.ts'
import { fromBrowser, toBrowser } from './origin.ts'
import { printers, sendTo } from './printing.ts'
import type { StandInSession } from './session.ts'

const world = 'holdfast-preload'
const binding = '__standInNative'
let lastId = 0

/** As Electron's WebFrameMain: what main may know about who is calling. */
class StandInFrame {
  readonly #frame: Frame
  constructor(frame: Frame) {
    this.#frame = frame
  }
  get url(): string {
    return fromBrowser(this.#frame.url())
  }
}

export class StandInContents extends EventEmitter {
  readonly id = ++lastId
  destroyed = false
  readonly #session: StandInSession
  readonly #page: Promise<Page>
  readonly #frames = new WeakMap<Frame, StandInFrame>()
  #cdp: CDPSession | null = null
  /** The preload's world in the main frame of the document now shown. */
  #world: number | null = null
  #ready: Page | null = null
  #openHandler: (details: { url: string }) => { action: 'deny' | 'allow' } = () => ({ action: 'allow' })

  constructor(session: StandInSession, preload: string | undefined, bounds: () => Rectangle) {
    super()
    this.#session = session
    this.#page = this.#open(preload === undefined ? '' : readFileSync(preload, 'utf8'), bounds())
  }

  get mainFrame(): StandInFrame | null {
    return this.#ready && this.#frameOf(this.#ready.mainFrame())
  }

  async loadURL(url: string): Promise<void> {
    try {
      const page = await this.#page
      // Electron waits as long as it takes
      await page.goto(toBrowser(url), { timeout: 0 })
    } catch (error) {
      if (!this.destroyed) throw error
    }
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'deny' | 'allow' }): void {
    this.#openHandler = handler
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#deliver({ channel, args })
  }

  getPrintersAsync = (): Promise<PrinterInfo[]> => printers()

  /** Only what src-main/app asks for: on one printer, without a window of the system's. The page hears that it prints, as it does of Electron. */
  print(
    { silent = false, deviceName = '', printBackground = false }: WebContentsPrintOptions,
    done: (taken: boolean, why: string) => void = () => undefined,
  ): void {
    const send = async (): Promise<string | null> => {
      if (!silent || !this.#cdp) return 'Print job failed'
      const { data } = await this.#cdp.send('Page.printToPDF', { printBackground, preferCSSPageSize: true })
      return sendTo(deviceName, Buffer.from(data, 'base64'))
    }
    void (async () => {
      const why = await send().catch(() => 'Print job failed')
      done(why === null, why ?? '')
    })()
  }

  async bringToFront(): Promise<void> {
    await (await this.#page).bringToFront()
  }

  async close(): Promise<void> {
    this.#session.navigationChecks.delete(this.#check)
    await (await this.#page).close()
  }

  async #open(preload: string, bounds: Rectangle): Promise<Page> {
    const context = await this.#session.context()
    const page = await this.#session.newPage()
    this.#ready = page
    this.#session.navigationChecks.add(this.#check)
    const cdp = await context.newCDPSession(page)
    this.#cdp = cdp
    await this.#size(cdp, bounds)

    cdp.on('Runtime.executionContextCreated', ({ context: made }) => {
      const aux = made.auxData as { frameId?: string; isDefault?: boolean } | undefined
      if (made.name === world && aux?.frameId === this.#mainFrameId) this.#world = made.id
    })
    cdp.on('Runtime.bindingCalled', (event) => {
      if (event.name === binding) void this.#fromPage(page, event.executionContextId, event.payload)
    })
    cdp.on('Page.windowOpen', ({ url }) => void this.#openHandler({ url: fromBrowser(url) }))
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed' }))
    page.on('close', () => {
      if (!this.destroyed) this.emit('closed-by-person')
    })
    const tree = await cdp.send('Page.getFrameTree')
    this.#mainFrameId = tree.frameTree.frame.id
    await cdp.send('Runtime.enable')
    await cdp.send('Page.enable')
    await cdp.send('Runtime.addBinding', { name: binding, executionContextName: world })
    const side = readFileSync(new URL('page-side.js', import.meta.url), 'utf8')
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: world,
      source: `(() => { ${side}; globalThis.standInWorld((require) => { const module = { exports: {} }; const exports = module.exports;\n${preload}\n}, globalThis.${binding}); })()`,
    })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: `(() => { ${side}; globalThis.standInMain(); delete globalThis.standInMain; delete globalThis.standInWorld })()`,
    })
    return page
  }

  #mainFrameId = ''

  async #size(cdp: CDPSession, bounds: Rectangle): Promise<void> {
    try {
      const { windowId } = await cdp.send('Browser.getWindowForTarget')
      await cdp.send('Browser.setWindowBounds', {
        windowId,
        bounds: { width: bounds.width, height: bounds.height },
      })
    } catch {
      // headless shells have no window to size
      await cdp.send('Emulation.setDeviceMetricsOverride', {
        width: bounds.width,
        height: bounds.height,
        deviceScaleFactor: 1,
        mobile: false,
      })
    }
  }

  async #fromPage(page: Page, worldId: number, payload: string): Promise<void> {
    const message = JSON.parse(payload, bytesIn) as {
      input?: string
      invoke?: number
      channel?: string
      args?: unknown[]
    }
    if (message.input !== undefined) {
      this.emit('input-event', {}, { type: message.input })
      return
    }
    const main = worldId === this.#world
    const frame = main
      ? page.mainFrame()
      : (page.frames().find((each) => each !== page.mainFrame()) ?? page.mainFrame())
    const event = { sender: this, senderFrame: this.#frameOf(frame) }
    try {
      const value = await invokeHandler(message.channel ?? '', event, message.args ?? [])
      await this.#deliver({ reply: message.invoke, value })
    } catch {
      await this.#deliver({ reply: message.invoke, error: 'refused' })
    }
  }

  async #deliver(message: unknown): Promise<void> {
    if (this.#world === null || this.destroyed) return
    const text = JSON.stringify(message, bytesOut)
    await this.#cdp
      ?.send('Runtime.evaluate', {
        contextId: this.#world,
        expression: `__standInDeliver(${JSON.stringify(text)})`,
        silent: true,
      })
      .catch(() => undefined)
  }

  /** Runs for every request of the session: those that would take one of our frames elsewhere are announced first. */
  readonly #check = (route: Route): boolean => {
    const request = route.request()
    if (!request.isNavigationRequest()) return true
    const frame = frameOf(request)
    // a window that is just being opened has no frame yet, and none is ever opened by a page
    if (frame === null) return false
    if (frame.page() !== this.#ready) return true
    const main = frame === this.#ready.mainFrame()
    let prevented = false
    const details = {
      url: fromBrowser(request.url()),
      isMainFrame: main,
      preventDefault: () => void (prevented = true),
    }
    if (request.redirectedFrom()) this.emit('will-redirect', details)
    if (main) this.emit('will-navigate', details)
    this.emit('will-frame-navigate', details)
    if (main && !prevented) {
      this.#world = null
      this.emit('did-start-loading')
    }
    return !prevented
  }

  #frameOf(frame: Frame): StandInFrame {
    const known = this.#frames.get(frame) ?? new StandInFrame(frame)
    this.#frames.set(frame, known)
    return known
  }
}

const frameOf = (request: Request): Frame | null => {
  try {
    return request.frame()
  } catch {
    return null
  }
}

const bytesOut = (_key: string, value: unknown): unknown => {
  // Buffer has a toJSON of its own, which has run by now
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') }
  if (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'Buffer' &&
    'data' in value
  )
    return { $bytes: Buffer.from(value.data as number[]).toString('base64') }
  return value
}
const bytesIn = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string'
    ? new Uint8Array(Buffer.from(value.$bytes, 'base64'))
    : value

export const ensureBrowser = browser
