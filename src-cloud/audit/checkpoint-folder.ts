/**
 * The write-once folder: each tree that was signed is a new file, which nobody here opens for writing again. Whether nobody
 * else does is for whoever runs it: a disk that is written once, a bucket with a lock, a machine of somebody else's.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalText } from '../../shared/audit/entry.ts'
import { CheckpointFile } from '../../shared/audit/published.ts'

export type LastWritten = Readonly<{
  /** The highest number that is taken, also by a file that was cut off; 0 where there is none. */
  number: number
  /** The last whole one. */
  file: CheckpointFile | null
}>

const nameOf = /^(\d{8})_.*\.checkpoint\.json$/
/** A file that was cut off lies among the last, if anywhere. */
const lookBack = 100

export function lastWritten(folder: string): LastWritten {
  let [number, tried] = [0, 0]
  for (const month of listed(folder)
    .filter((name) => /^\d{4}-\d{2}$/.test(name))
    .toReversed())
    for (const name of listed(join(folder, month)).toReversed()) {
      const [, digits] = nameOf.exec(name) ?? []
      if (digits === undefined) continue
      number = Math.max(number, Number(digits))
      const file = readWhole(join(folder, month, name))
      if (file) return { number, file }
      tried += 1
      if (tried > lookBack) return { number, file: null }
    }
  return { number, file: null }
}

/** Throws where there is such a file. Durable when it returns its path. */
export function writeOnce(folder: string, file: CheckpointFile): string {
  const { number, at } = file.said
  const month = join(folder, at.slice(0, 7))
  mkdirSync(month, { recursive: true })
  const path = join(month, `${String(number).padStart(8, '0')}_${at.replaceAll(/[:.]/g, '')}.checkpoint.json`)
  const handle = openSync(path, 'wx', 0o444)
  try {
    writeSync(handle, `${canonicalText(file)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  for (const parent of [month, folder]) syncFolder(parent)
  return path
}

/** On Windows folders are not synced by hand. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

function readWhole(path: string): CheckpointFile | null {
  try {
    return CheckpointFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}
