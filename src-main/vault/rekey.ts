/** Puts the store's file under another key; a large one on a thread of its own, so that the gate goes on answering. */
import { statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/kernel/errors.ts'
import { ballastBytes } from '../store/ballast.ts'
import { rekeyCipher } from '../store/cipher.ts'
import { threadFile } from '../store/thread-file.ts'

/** The keys are of its own memory, and written over when it is done. */
export type RekeyStart = Readonly<{
  file: string
  from: Uint8Array<ArrayBuffer>
  to: Uint8Array<ArrayBuffer>
}>
/** Null where it is done. */
export type RekeySaid = Readonly<{ reason: string }> | null

/** Below this a thread would take longer to start than the change takes. */
const smallBytes = 16_000_000

export const bytesOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * What has to be free before it begins: every page is written to the log first, and from there to the file. Something is left for what
 * everybody else writes meanwhile.
 */
export const roomFor = (bytes: number): number => Math.ceil(bytes * 1.1) + ballastBytes

export async function freeBeside(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(file))
  return bavail * bsize
}

/**
 * Nobody else may have the file open. A kill anywhere leaves it whole, under one key or the other. `onProgress` is given how much of it is
 * done, 0 to 1, some times a second. Throws as rekeyCipher.
 */
export async function rekeyFile(
  file: string,
  from: Buffer,
  to: Buffer,
  onProgress: (part: number) => void,
): Promise<void> {
  const bytes = bytesOf(file)
  if (bytes < smallBytes) return rekeyCipher(file, from, to)
  const start: RekeyStart = { file, from: new Uint8Array(from), to: new Uint8Array(to) }
  const worker = new Worker(threadFile('rekey-worker'), {
    workerData: start,
    transferList: [start.from.buffer, start.to.buffer],
    execArgv: [],
    env: {},
  })
  // half of it is writing the log, and half taking that into the file
  const look = setInterval(() => onProgress(Math.min(0.95, bytesOf(`${file}-wal`) / bytes)), 250)
  look.unref()
  try {
    const said = await new Promise<RekeySaid>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new AppError('Unavailable', 'store.busy')))
    })
    if (said) throw new AppError('Unavailable', said.reason)
  } finally {
    clearInterval(look)
  }
}
