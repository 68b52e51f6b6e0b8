/** Whether Holdfast itself is open on a profile: it and a command would each think the store its own. */
import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** By the locks that Electron (on Linux and macOS) and its stand-in leave while they run. */
export function appIsOpen(profile: string): boolean {
  const folder = join(profile, 'browser')
  const owners = [
    () => readFileSync(join(folder, 'instance'), 'utf8'),
    () => readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1),
  ]
  return owners.some((owner) => {
    try {
      return isAlive(Number(owner()))
    } catch {
      return false
    }
  })
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
