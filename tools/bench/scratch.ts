/** Folders that end with the run, however it ends: they hold a gigabyte. */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const folders = new Set<string>()

/** Makes a folder in `parent` that is removed when this process ends, also by Ctrl+C. */
export function scratchFolder(parent: string, name: string): string {
  if (folders.size === 0) {
    process.on('exit', () => folders.forEach(removeScratch))
    // a process that is ended by a signal hears of no exit
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
  }
  const folder = mkdtempSync(join(parent, `${name}-`))
  folders.add(folder)
  return folder
}

export function removeScratch(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  folders.delete(folder)
}
