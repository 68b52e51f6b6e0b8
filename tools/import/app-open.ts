/** Whether somebody else is at a profile: Holdfast itself, or another command, would also think the store its own. */
import { mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** By the locks that Electron (on Linux and macOS) and its stand-in leave while they run. */
export function appIsOpen(profile: string): boolean {
  const folder = join(profile, 'browser')
  return [
    () => readFileSync(join(folder, 'instance'), 'utf8'),
    () => readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1),
  ].some(livesIn)
}

/** Marks the profile as this command's until the function it returns is called; null where another command is at it. */
export function holdProfile(profile: string): (() => void) | null {
  const file = join(profile, 'importing')
  if (livesIn(() => readFileSync(file, 'utf8'))) return null
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  writeFileSync(file, String(process.pid), { mode: 0o600 })
  return () => rmSync(file, { force: true })
}

/** A process number that is read somewhere, and whether that process is still there. */
function livesIn(owner: () => string | undefined): boolean {
  try {
    return isAlive(Number(owner()))
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // somebody else's: it is there all the same
    return (error as { code?: unknown }).code === 'EPERM'
  }
}
