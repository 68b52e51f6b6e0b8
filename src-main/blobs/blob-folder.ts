/** `store/blobs`: one file for each blob, under its SHA-256. A file is there whole or not at all. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from '../store/cipher.ts'
import { BlobReader } from './blob-reader.ts'
import { BlobWriter } from './blob-writer.ts'
import type { BlobKeys } from './sealing.ts'

const unfinished = 'unfinished'

/** A file of the folder: `kept` in its place, `part` of what comes from the cloud, or what else is left of something. */
export type BlobFile = Readonly<{
  path: string
  is: 'kept' | 'part' | 'rest'
  sha: string
  changedMs: number
}>

export class BlobFolder {
  readonly #folder: string
  readonly #keys: BlobKeys
  #last: Promise<unknown> = Promise.resolve()

  constructor(folder: string, keys: BlobKeys) {
    this.#folder = folder
    this.#keys = keys
  }

  /** What moves a file in or out together with its row, one after the other: a file and its row are one fact. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work)
    this.#last = mine.catch(() => undefined)
    return mine
  }

  has(sha: string): boolean {
    return existsSync(this.#pathOf(sha))
  }

  /** Bytes whose hash is known when they are all there. Throws what the disk says, as `store.disk-full`. */
  async begin(): Promise<BlobWriter> {
    return BlobWriter.begin(await this.#unfinished(`${randomUUID()}.new`), this.#keys)
  }

  /** Bytes that come in pieces and over days: goes on with what has come so far. Throws as `begin` does. */
  async resume(sha: string): Promise<BlobWriter> {
    return BlobWriter.resume(await this.#unfinished(`${sha}.part`), this.#keys)
  }

  /**
   * Seals the end of what was written and moves it to its place, for good: after this the bytes outlive a power cut, and
   * only after this may a row say that they are here (T8). Throws `file.damaged` where `expected` is named and they are other
   * bytes, and what the disk says; then nothing is in its place.
   */
  async keep(writer: BlobWriter, expected?: string): Promise<Readonly<{ sha: string; size: number }>> {
    const kept = await writer.finish()
    try {
      if (expected !== undefined && kept.sha !== expected) {
        await rm(writer.path, { force: true })
        throw new AppError('Unavailable', 'file.damaged')
      }
      const path = this.#pathOf(kept.sha)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await rename(writer.path, path)
      await syncFolder(dirname(path))
      await syncFolder(this.#folder)
      return kept
    } catch (error) {
      throw storeError(error)
    }
  }

  /** Takes away what was written and is not to be kept. */
  async drop(writer: BlobWriter): Promise<void> {
    await writer.close()
    await rm(writer.path, { force: true })
  }

  /** Errors as BlobReader.open. Whoever opens it closes it. */
  open(sha: string): Promise<BlobReader> {
    return BlobReader.open(this.#pathOf(sha), sha, this.#keys)
  }

  /** How many bytes it has, once it is sure that all are there. Errors as BlobReader.open. */
  async sizeOf(sha: string): Promise<number> {
    const reader = await this.open(sha)
    await reader.close()
    return reader.size
  }

  /** Bytes from one up to another. Errors as of BlobReader. */
  async read(sha: string, from: number, to: number): Promise<Buffer> {
    const reader = await this.open(sha)
    try {
      return await reader.read(from, to)
    } finally {
      await reader.close()
    }
  }

  async remove(sha: string): Promise<void> {
    await rm(this.#pathOf(sha), { force: true })
  }

  /** Bytes that the disk has room for. */
  async room(): Promise<number> {
    const { bavail, bsize } = await statfs(dirname(this.#folder))
    return bavail * bsize
  }

  /** Every file there is. */
  async everything(): Promise<readonly BlobFile[]> {
    const found: BlobFile[] = []
    for (const folder of await namesIn(this.#folder))
      for (const name of await namesIn(join(this.#folder, folder))) {
        const path = join(this.#folder, folder, name)
        const about = await stat(path).catch(() => null)
        const [, sha = '', part] = /^([0-9a-f]{64})(\.part)?$/.exec(name) ?? []
        const is = sha === '' ? 'rest' : part ? 'part' : 'kept'
        if (about?.isFile() === true) found.push({ path, is, sha, changedMs: about.mtimeMs })
      }
    return found
  }

  /** The session ends: nothing more is read or written. */
  forgetKeys(): void {
    for (const key of this.#keys.of.values()) key.fill(0)
  }

  #pathOf(sha: string): string {
    return join(this.#folder, sha.slice(0, 2), sha)
  }

  async #unfinished(name: string): Promise<string> {
    try {
      const folder = join(this.#folder, unfinished)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      return join(folder, name)
    } catch (error) {
      throw storeError(error)
    }
  }
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])

/** A file is in its place after a power cut only where the folder that names it is on the disk too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  // Windows has no handle of a folder, and needs none
  if (!handle) return
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
