/** Sessions are browser contexts that keep nothing on disk; every request a page makes is answered or refused here. */
import type { Protocol, Session } from 'electron'
import { EventEmitter } from 'node:events'
import type { BrowserContext, Page, Route } from 'playwright-core'
import { browser } from './chromium.ts'
import { fromBrowser, isApp } from './origin.ts'

type Answer = (request: Request) => Response | Promise<Response>
type BeforeRequest = (details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void

/** Asked before a page or frame goes somewhere; true lets it. */
export type NavigationCheck = (route: Route) => boolean

export class StandInSession extends EventEmitter {
  readonly #schemes = new Map<string, Answer>()
  #before: BeforeRequest | null = null
  #context: Promise<BrowserContext> | null = null
  #opening = 0
  readonly navigationChecks = new Set<NavigationCheck>()

  readonly protocol = {
    handle: (scheme: string, answer: Answer) => void this.#schemes.set(scheme, answer),
  }
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.#before = listener
    },
  }

  // headless Chromium and --deny-permission-prompts refuse everything that would be asked; nothing is ever granted
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(): void {}
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setSpellCheckerEnabled(): void {}

  context(): Promise<BrowserContext> {
    this.#context ??= this.#open()
    return this.#context
  }

  /** With the last page its context goes, and with that the renderer process and all it held. */
  async closeContext(): Promise<void> {
    const context = this.#context
    this.#context = null
    // already gone where the whole browser is closing
    await (await context)?.close().catch(() => undefined)
  }

  async #open(): Promise<BrowserContext> {
    const context = await (
      await browser()
    ).newContext({
      viewport: null,
      locale: 'en-US',
      acceptDownloads: false,
      serviceWorkers: 'block',
    })
    await context.route('**', (route) => this.#serve(route))
    // a page that we did not open was opened by a page, and pages open none
    context.on('page', (page) => {
      if (this.#opening === 0) void page.close()
    })
    return context
  }

  async newPage(): Promise<Page> {
    const context = await this.context()
    this.#opening += 1
    try {
      return await context.newPage()
    } finally {
      this.#opening -= 1
    }
  }

  async #serve(route: Route): Promise<void> {
    const request = route.request()
    const url = fromBrowser(request.url())
    // aborted, as Electron does it: the page stays where it is, and shows no error
    for (const check of this.navigationChecks) if (!check(route)) return route.abort('aborted')
    let cancelled = false
    this.#before?.({ url }, (response) => {
      cancelled = response.cancel === true
    })
    const answer = this.#schemes.get(url.slice(0, url.indexOf(':')))
    if (cancelled || !answer || !isApp(request.url())) return route.abort('blockedbyclient')
    const response = await answer(new Request(url, { method: request.method() }))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }
}

const partitions = new Map<string, StandInSession>()

export const session = {
  fromPartition: (name: string): Session => {
    const known = partitions.get(name) ?? new StandInSession()
    partitions.set(name, known)
    return known as unknown as Session
  },
}

export const protocol: Pick<Protocol, 'registerSchemesAsPrivileged'> = {
  registerSchemesAsPrivileged: () => undefined,
}
