/** Space kept back on the disk, and given up when it is full, so that somebody can still finish what they are doing. */
import { randomBytes } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { open, rename, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { WireError } from '../../shared/kernel/errors.ts'

export const ballastBytes = 64 * 1024 * 1024
const fileOf = (folder: string) => join(folder, 'ballast')

/**
 * Makes the ballast in `folder` where there is none, if the disk has four times its size to spare. Resolves to whether
 * it is there; a disk that does not want it is no fault.
 */
export async function holdBallast(folder: string, bytes: number): Promise<boolean> {
  const file = fileOf(folder)
  if (sizeOf(file) >= bytes) return true
  try {
    const { bavail, bsize } = await statfs(folder)
    if (bavail * bsize < 4 * bytes) return false
    const next = await open(`${file}.new`, 'w', 0o600)
    try {
      // nothing that a file system could compress away
      const block = randomBytes(Math.min(bytes, 1024 * 1024))
      for (let written = 0; written < bytes; written += block.length) await next.write(block)
      await next.sync()
    } finally {
      await next.close()
    }
    await rename(`${file}.new`, file)
    return true
  } catch {
    rmSync(`${file}.new`, { force: true })
    return false
  }
}

/** Gives its space back to the disk; false where there was none to give. */
export function dropBallast(folder: string): boolean {
  const file = fileOf(folder)
  if (sizeOf(file) === 0) return false
  rmSync(file, { force: true })
  return true
}

/** True of what is told to somebody whose disk is full, whichever of the files it was that could not grow. */
export const isDiskFull = ({ reason, params }: WireError): boolean =>
  reason === 'store.disk-full' || (reason === 'audit.unwritable' && params['why'] === 'store.disk-full')

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
