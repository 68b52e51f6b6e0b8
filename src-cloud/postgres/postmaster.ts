/** The lock file of a PostgreSQL server: who runs in a folder, if anybody does. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The server that runs on `data`, or null. A file that a crash left is removed: PostgreSQL would do it too, but not
 * where another program has been given the same process number since, which in a container is the rule.
 */
export function findPostmaster(data: string): Readonly<{ pid: number; port: number }> | null {
  const file = join(data, 'postmaster.pid')
  const lines = read(file)
  if (lines === null) return null
  // lines of the file: process, folder, start time, port
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (isPostgres(pid)) return port > 0 ? { pid, port } : null
  rmSync(file, { force: true })
  return null
}

function read(file: string): string[] | null {
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    return null
  }
}

function isPostgres(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1) return false
  if (existsSync('/proc/self/status')) {
    const status = read(`/proc/${pid}/status`)
    return status?.[0] === 'Name:\tpostgres' && !status.some((line) => /^State:\s+[ZX]/.test(line))
  }
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
