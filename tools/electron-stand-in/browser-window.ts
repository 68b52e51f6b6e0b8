import type { BrowserWindowConstructorOptions, Rectangle } from 'electron'
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { tellParent } from './control.ts'
import { StandInSession } from './session.ts'
import { StandInContents } from './web-contents.ts'

const open = new Set<BrowserWindow>()

export class BrowserWindow extends EventEmitter {
  readonly webContents: StandInContents
  readonly #session: StandInSession
  #bounds: Rectangle
  #destroyed = false
  static getAllWindows = (): BrowserWindow[] => [...open]

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    const { session, preload } = options.webPreferences ?? {}
    if (!(session instanceof StandInSession)) throw new Error('the stand-in opens windows of a session only')
    this.#session = session
    this.#bounds = { x: 0, y: 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.webContents = new StandInContents(session, preload, () => this.#bounds)
    this.webContents.on('closed-by-person', () => this.close())
    open.add(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url).then(() => tellParent({ loaded: this.webContents.id }))
  }

  setContentProtection(_enable: boolean): void {}
  isDestroyed = (): boolean => this.#destroyed
  isMinimized = (): boolean => false
  restore(): void {}
  getBounds = (): Rectangle => this.#bounds
  focus(): void {
    void this.webContents.bringToFront()
  }

  /** As when a person closes the window: a listener may prevent it. */
  close(): void {
    let prevented = false
    this.emit('close', { preventDefault: () => void (prevented = true) })
    if (!prevented) this.destroy()
  }

  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    open.delete(this)
    this.webContents.destroyed = true
    void this.webContents.close().then(() => (open.size === 0 ? this.#session.closeContext() : undefined))
    this.emit('closed')
    if (open.size === 0) app.emit('window-all-closed')
  }
}
