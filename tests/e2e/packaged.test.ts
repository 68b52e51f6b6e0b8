/**
 * What only the packaged, signed app on Electron's own binary can show. `HOLDFAST_PACKAGED=/path/to/executable` runs
 * these; without it each is skipped by name. Rows are of the security checklist.
 */
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { once } from 'node:events'
import { spawn } from 'node:child_process'
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  openSync,
  readFileSync,
  readdirSync,
  writeSync,
} from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { tempFolder } from '../kit/practice.ts'

const packaged = process.env['HOLDFAST_PACKAGED'] ?? ''
if (packaged === '') console.log('skipped: tests of the packaged app (HOLDFAST_PACKAGED is not set)')

async function start(args: readonly string[] = []): Promise<ElectronApplication> {
  const app = await _electron.launch({
    executablePath: packaged,
    args: [`--holdfast-profile=${tempFolder()}`, ...args],
  })
  onTestFinished(() => app.close())
  await app.firstWindow()
  return app
}

const resources = () =>
  process.platform === 'darwin'
    ? join(dirname(packaged), '../Resources')
    : join(dirname(packaged), 'resources')

function writable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK)
    return true
  } catch {
    return false
  }
}

describe.skipIf(packaged === '')('packaged', () => {
  test('E1 E2 E5: every page has the preferences that were decided, whatever opened it', async () => {
    const app = await start()
    const preferences = await app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .map((contents) =>
          (contents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences(),
        ),
    )
    expect(preferences.length).toBeGreaterThan(0)
    for (const each of preferences)
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
      })
  })

  test('E3: the page’s process is in the sandbox of the operating system', async () => {
    const app = await start()
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    expect(pid).toBeGreaterThan(0)
    const command = await app.evaluate(() => process.argv.join(' '))
    expect(command).not.toContain('no-sandbox')
  })

  test.skipIf(process.platform !== 'linux')('E3: on Linux that is seccomp, by filter', async () => {
    const app = await start()
    const pid = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId(),
    )
    expect(readFileSync(`/proc/${pid}/status`, 'utf8')).toMatch(/Seccomp:\s+2/)
  })

  test('E17: the fuses of the artefact are the ones that were decided', async () => {
    const wire = await getCurrentFuseWire(packaged)
    expect(wire.version).toBe(FuseVersion.V1)
    const on = (option: FuseV1Options) => wire[option] === FuseState.ENABLE
    expect(on(FuseV1Options.RunAsNode)).toBe(false)
    expect(on(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(false)
    expect(on(FuseV1Options.EnableNodeCliInspectArguments)).toBe(false)
    expect(on(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(false)
    expect(on(FuseV1Options.EnableCookieEncryption)).toBe(true)
    expect(on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(true)
    expect(on(FuseV1Options.OnlyLoadAppFromAsar)).toBe(true)
    expect(on(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(false)
  })

  test.skipIf(process.platform === 'linux')(
    'E18: one byte changed in app.asar, and the app does not start',
    async () => {
      const copy = tempFolder()
      const from = process.platform === 'darwin' ? join(dirname(packaged), '../..') : dirname(packaged)
      cpSync(from, copy, { recursive: true })
      const asar = readdirSync(copy, { recursive: true, encoding: 'utf8' }).find((file) =>
        file.endsWith('app.asar'),
      )
      const handle = openSync(join(copy, asar ?? ''), 'r+')
      writeSync(handle, Buffer.from('X'), 0, 1, 200_000)
      const child = spawn(packaged.replace(from, copy), [`--holdfast-profile=${tempFolder()}`])
      const [code] = (await once(child, 'exit')) as [number | null]
      expect(code).not.toBe(0)
    },
  )

  test('E19 Q4: who uses the workstation cannot change what is installed', () => {
    const installed = [
      packaged,
      join(resources(), 'app.asar'),
      // Linux and Windows only: on macOS it stands inside of the framework
      join(dirname(packaged), 'v8_context_snapshot.bin'),
    ].filter((file) => existsSync(file))
    expect(installed.length).toBeGreaterThanOrEqual(2)
    expect(installed.filter(writable)).toEqual([])
  })

  test('E22: nothing opens an inspector or a debugging port', async () => {
    const app = await start(['--inspect=9339', '--remote-debugging-port=9340'])
    if (process.platform !== 'win32') process.kill(app.process().pid ?? 0, 'SIGUSR1')
    for (const port of [9229, 9339, 9340]) {
      const socket = connect(port, '127.0.0.1')
      await expect(once(socket, 'connect')).rejects.toThrow(/ECONNREFUSED/)
    }
  })

  test('E21: a page that has turned the built-ins around gets nothing more of the bridge', async () => {
    const app = await start()
    const page = await app.firstWindow()
    const leaked = await page.evaluate(async () => {
      const caught: string[] = []
      const real = Object.getOwnPropertyDescriptors(Function.prototype)
      for (const name of ['bind', 'call', 'apply'] as const)
        // oxlint-disable-next-line no-extend-native -- what a hostile page does is the test
        Object.defineProperty(Function.prototype, name, {
          ...real[name],
          value: function watched(this: unknown, ...args: unknown[]) {
            caught.push(...args.map((arg) => (arg as object | null)?.constructor.name ?? 'null'))
            return Reflect.apply(real[name].value as (...given: unknown[]) => unknown, this, args)
          },
        })
      const api = (
        globalThis as unknown as { holdfast: { ask(name: string, input: object): Promise<unknown> } }
      ).holdfast
      await api.ask('access.getGate', {})
      return caught.filter((kind) => /ipc|electron|process/i.test(kind))
    })
    expect(leaked).toEqual([])
  })

  test.skipIf(process.platform === 'linux')('E26: the screen of a chart cannot be captured', async () => {
    const app = await start()
    const protectedNow = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.isContentProtected(),
    )
    expect(protectedNow).toBe(true)
  })

  test.skipIf(process.platform === 'linux')('S10: the lock of the operating system is heard', async () => {
    const app = await start()
    const heard = await app.evaluate(({ powerMonitor }) => powerMonitor.listenerCount('lock-screen'))
    expect(heard).toBeGreaterThan(0)
  })
})
