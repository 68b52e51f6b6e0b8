/** What is on the disk between any two writes of some work, as a kill would leave it: the system keeps what was written. */
import Database from 'better-sqlite3-multiple-ciphers'
import { cpSync, readdirSync, statSync } from 'node:fs'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'

type Any = (...args: unknown[]) => unknown
const writes = ['writeSync', 'writeFileSync', 'renameSync', 'rmSync', 'unlinkSync', 'ftruncateSync'] as const

/** Everything about a folder's files that a write changes. */
export function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.name.endsWith('-shm'))
    .map((entry) => {
      const { parentPath, name } = entry
      if (!entry.isFile()) return `${parentPath}/${name}`
      const { size, mtimeNs, ino } = statSync(join(parentPath, name), { bigint: true })
      return `${name} ${size} ${mtimeNs} ${ino}`
    })
    .toSorted()
    .join('\n')
}

/**
 * Copies `folder` where its files are not as they were at the last look, to where `place` says, while everything stands still. The index of a
 * WAL in shared memory is left out: whoever opens a file first makes it anew.
 */
export function copying(folder: string, place: () => string, copied: (copy: string) => void): () => void {
  let last = stateOf(folder)
  let busy = false
  return () => {
    // copying writes too
    if (busy) return
    busy = true
    const now = stateOf(folder)
    if (now !== last) {
      last = now
      const copy = place()
      cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('-shm') })
      copied(copy)
    }
    busy = false
  }
}

/**
 * Runs `work`, and copies `folder` whenever its files are not as they were at the last copy: before each statement that
 * any database runs, and before each call that writes a file. `copied` hears of each copy; the last one is of the end.
 */
export async function atEachWrite<T>(
  folder: string,
  place: () => string,
  copied: (copy: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const look = copying(folder, place, copied)
  const undo: (() => void)[] = []
  const before = (owner: object, name: string) => {
    const was = Reflect.get(owner, name) as Any
    Reflect.set(owner, name, function looked(this: unknown, ...args: unknown[]) {
      look()
      return Reflect.apply(was, this, args)
    })
    undo.push(() => void Reflect.set(owner, name, was))
  }
  const some = new Database(':memory:')
  const statement = Object.getPrototypeOf(some.prepare('SELECT 1')) as object
  some.close()
  for (const name of ['run', 'get', 'all', 'iterate']) before(statement, name)
  for (const name of ['exec', 'pragma']) before(Database.prototype, name)
  for (const name of writes) before(fs, name)
  syncBuiltinESMExports()
  try {
    return await work()
  } finally {
    look()
    for (const each of undo.toReversed()) each()
    syncBuiltinESMExports()
  }
}
