/** Finds a Chromium and starts it, driven over a pipe: no debugging port is opened unless a test asks for one. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

/** `headlessOnly`: it has no window to show. `packed`: it came from the npm registry, without what a sandbox needs. */
export type Found = Readonly<{ path: string; headlessOnly: boolean; packed: boolean; name: string }>

/** Chromium without an address line, tabs and profiles, as Electron's is: it starts in a third of the processor's time. */
const shells: readonly string[] =
  process.platform === 'linux'
    ? ['/usr/bin/chromium-headless-shell', '/usr/local/bin/chrome-headless-shell']
    : []

const installed: Readonly<Record<string, readonly string[]>> = {
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'microsoft-edge',
    'brave-browser',
  ].flatMap((name) => [`/usr/bin/${name}`, `/usr/local/bin/${name}`, `/snap/bin/${name}`]),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].flatMap((path) =>
    [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], join(homedir(), 'AppData/Local')]
      .filter((root) => root !== undefined)
      .map((root) => join(root, path)),
  ),
}

/**
 * An installed browser, else the headless one of the npm registry, unpacked to the temporary folder. `unseen`: no window is
 * to be shown, so an installed headless one comes first.
 */
export async function findChromium(unseen = false): Promise<Found> {
  const named = process.env['HOLDFAST_CHROMIUM']
  if (named === 'registry') return fromRegistry()
  const candidates = [...(unseen ? shells : []), ...(installed[process.platform] ?? [])]
  const path = named ?? candidates.find((candidate) => existsSync(candidate))
  if (path !== undefined) return { path, headlessOnly: shells.includes(path), packed: false, name: path }
  return fromRegistry()
}

async function fromRegistry(): Promise<Found> {
  const { default: registry } = await import('@sparticuz/chromium')
  return {
    path: await registry.executablePath(),
    headlessOnly: true,
    packed: true,
    name: 'headless Chromium of the npm registry',
  }
}

export const hasDisplay = (): boolean =>
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

let launched: Promise<Browser> | null = null

const switches: string[] = []

/** As Electron's `app.commandLine` does: for the browser that is started after it. */
export const appendSwitch = (name: string, value = ''): void =>
  void switches.push(value === '' ? `--${name}` : `--${name}=${value}`)

export function browser(): Promise<Browser> {
  launched ??= launch()
  return launched
}

export async function closeBrowser(): Promise<void> {
  await (await launched)?.close()
}

async function launch(): Promise<Browser> {
  const unseen = !hasDisplay() || process.env['HOLDFAST_HEADLESS'] === '1'
  const found = await findChromium(unseen)
  const headless = unseen || found.headlessOnly
  const debugPort = process.env['HOLDFAST_STAND_IN_PORT']
  return chromium.launch({
    executablePath: found.path,
    headless,
    // root has no user namespaces to build a sandbox from; anybody else keeps it
    chromiumSandbox: process.getuid?.() !== 0 && !found.packed,
    args: [
      '--block-new-web-contents',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
      // none of it is in Electron; what opens beside an address line is a page of its own for every window of ours
      '--disable-features=Translate,AutofillServerCommunication,OptimizationHints,MediaRouter,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup',
      '--disable-breakpad',
      '--lang=en-US',
      ...switches,
      ...(found.packed ? ['--single-process=false', '--disable-gpu', '--headless'] : []),
      ...(debugPort === undefined ? [] : [`--remote-debugging-port=${debugPort}`]),
    ],
  })
}
