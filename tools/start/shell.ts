/** Which shell can run the app on this machine, best first. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { findChromium, hasDisplay, type Found } from '../electron-stand-in/chromium.ts'
import { root } from '../proc.ts'

export type Shell =
  | Readonly<{ kind: 'electron'; path: string; words: string }>
  | Readonly<{ kind: 'window' | 'headless'; chromium: Found; words: string }>

/** How long Electron's download may take before another shell is used. */
const downloadMs = 90_000

/** Electron's binary, fetched if it can be; null where neither is so. */
function findElectron(fetchIt: boolean): string | null {
  const folder = join(root, 'node_modules/electron')
  const read = () => {
    const file = join(folder, 'path.txt')
    const path = existsSync(file) ? join(folder, 'dist', readFileSync(file, 'utf8').trim()) : null
    return path !== null && existsSync(path) ? path : null
  }
  const there = read()
  if (there !== null || !fetchIt) return there
  const fetched = spawnSync(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadMs,
  })
  return fetched.status === 0 ? read() : null
}

/** Electron keeps its sandbox, and as root on Linux it has none to keep. */
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Electron needs a display; so does a window. Without one the app runs headless and shows pictures. */
export async function chooseShell(headless: boolean, electronToo = true): Promise<Shell> {
  if (!headless && electronToo && hasDisplay() && !isLinuxRoot) {
    const electron = findElectron(process.env['HOLDFAST_SHELL'] !== 'chromium')
    if (electron !== null) return { kind: 'electron', path: electron, words: `Electron (${electron})` }
  }
  const chromium = await findChromium(headless || !hasDisplay())
  if (headless || !hasDisplay() || chromium.headlessOnly) {
    const why = headless
      ? 'as asked'
      : chromium.headlessOnly
        ? 'no browser is installed'
        : 'there is no display'
    return { kind: 'headless', chromium, words: `headless, ${why}: ${chromium.name}` }
  }
  return {
    kind: 'window',
    chromium,
    words: `a window of ${chromium.name}, because Electron cannot be ${isLinuxRoot ? 'run as root' : 'had here'}`,
  }
}
