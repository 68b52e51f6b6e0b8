import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { appendSwitch, browser, closeBrowser } from './chromium.ts'
import { onControl, tellParent } from './control.ts'

type PathName = 'appData' | 'userData' | 'sessionData' | 'temp' | 'home'

class StandInApp extends EventEmitter {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>([
    ['home', homedir()],
    ['appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')],
    ['temp', tmpdir()],
  ])
  #lockFile: string | null = null

  getVersion = (): string =>
    (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
      .version
  getPath = (name: PathName): string =>
    this.#paths.get(name) ?? join(this.#paths.get('appData') ?? '', 'Holdfast')
  setPath = (name: PathName, path: string): void => void this.#paths.set(name, path)
  enableSandbox(): void {}
  readonly commandLine = { appendSwitch }

  /** Electron starts its browser before this resolves; a machine without one should hear of it here. */
  whenReady = (): Promise<void> => browser().then(() => undefined)

  /** By a file with the process id in it; a later start leaves its arguments there and goes. */
  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'instance')
    if (existsSync(file) && alive(Number(readFileSync(file, 'utf8')))) {
      writeFileSync(`${file}.second`, JSON.stringify(process.argv))
      return false
    }
    try {
      writeFileSync(file, String(process.pid))
    } catch {
      // a full disk keeps nobody from starting
    }
    this.#lockFile = file
    watch(folder, (_event, name) => {
      if (name !== 'instance.second' || !existsSync(`${file}.second`)) return
      try {
        const argv = JSON.parse(readFileSync(`${file}.second`, 'utf8')) as string[]
        rmSync(`${file}.second`)
        this.emit('second-instance', {}, argv, '')
      } catch {
        // half written: the watcher is called again
      }
    }).unref()
    return true
  }

  quit(): void {
    let prevented = false
    this.emit('before-quit', { preventDefault: () => void (prevented = true) })
    if (!prevented) this.exit(0)
  }

  exit(code = 0): void {
    this.emit('will-quit', {})
    if (this.#lockFile) rmSync(this.#lockFile, { force: true })
    tellParent({ exiting: code })
    void closeBrowser().finally(() => process.exit(code))
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}

export const app = new StandInApp()

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
onControl((message) => {
  if (message.stand === 'quit') app.quit()
})
