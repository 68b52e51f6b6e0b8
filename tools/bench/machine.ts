/** What was measured on: every figure is of one machine at one time. */
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { defaultCost } from '../../src-main/vault/keys.ts'
import { median, p95, timed } from './stats.ts'

export const loadText = (): string =>
  loadavg()
    .map((each) => each.toFixed(2))
    .join(' ')

/** What a durable write of one page costs on the disk of `folder`: every audited act waits for at least one. */
function syncTimes(folder: string): number[] {
  const file = join(folder, 'sync-test')
  const page = Buffer.alloc(4096)
  const handle = openSync(file, 'w')
  try {
    return Array.from({ length: 100 }, () =>
      timed(() => {
        writeSync(handle, page)
        fdatasyncSync(handle)
      }),
    )
  } finally {
    closeSync(handle)
    rmSync(file)
  }
}

function sqliteVersions(): string {
  const db = new Database(':memory:')
  const text = db.prepare("SELECT sqlite_version() || ', ' || sqlite3mc_version()").pluck().get() as string
  db.close()
  return text
}

/** One fact a line. */
export function machineFacts(folder: string): string[] {
  const sync = syncTimes(folder)
  const { memory, passes, lanes } = defaultCost
  return [
    `machine   ${cpus()[0]?.model.trim() ?? 'unknown'}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${release()} ${process.arch}`,
    `load      ${loadText()} (1, 5, 15 minutes) at the start`,
    `disk      a durable write of 4 KiB: median ${median(sync).toFixed(2)} ms, p95 ${p95(sync).toFixed(2)} ms`,
    `versions  node ${process.versions.node}, sqlite ${sqliteVersions()}`,
    `password  Argon2id ${memory / 1024} MiB, ${passes} passes, ${lanes} lane`,
  ]
}
