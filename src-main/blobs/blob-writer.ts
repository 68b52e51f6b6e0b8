/** Writes the bytes of one blob into a file, sealed as they come. Nothing of them is ever on the disk in the clear. */
import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/kernel/errors.ts'
import { largestBlob } from '../../shared/sync/blobs.ts'
import { storeError } from '../store/cipher.ts'
import { Sealing, chunkOffset, chunkSize, headerBytes, tagBytes, type BlobKeys } from './sealing.ts'

export class BlobWriter {
  readonly path: string
  readonly #file: FileHandle
  readonly #sealing: Sealing
  readonly #hash = createHash('sha256')
  #rest: Buffer[] = []
  #restBytes = 0
  #chunks: number
  #size: number

  private constructor(path: string, file: FileHandle, sealing: Sealing) {
    this.path = path
    this.#file = file
    this.#sealing = sealing
    this.#chunks = 0
    this.#size = 0
  }

  /** A new file. Throws `store.disk-full` and what else the disk says. */
  static begin(path: string, keys: BlobKeys): Promise<BlobWriter> {
    return saying(async () => {
      const sealing = Sealing.begin(keys)
      const file = await open(path, 'w+', 0o600)
      await file.write(sealing.header, 0, headerBytes, 0)
      return new BlobWriter(path, file, sealing)
    })
  }

  /**
   * Goes on with a file that was begun and not finished: whole chunks of it that are what was written stay, what comes after
   * is written anew. Begins a new one where it cannot be gone on with.
   */
  static resume(path: string, keys: BlobKeys): Promise<BlobWriter> {
    return saying(async () => {
      const file = await open(path, 'r+').catch(() => null)
      if (!file) return BlobWriter.begin(path, keys)
      const header = Buffer.alloc(headerBytes)
      const { bytesRead } = await file.read(header, 0, headerBytes, 0)
      const sealing = bytesRead === headerBytes ? Sealing.read(header, keys) : null
      if (!sealing) {
        await file.close()
        return BlobWriter.begin(path, keys)
      }
      const writer = new BlobWriter(path, file, sealing)
      await writer.#readBack()
      return writer
    })
  }

  /** Bytes that have been taken so far. */
  get size(): number {
    return this.#size
  }

  async #readBack(): Promise<void> {
    const sealed = Buffer.alloc(chunkSize + tagBytes)
    for (;;) {
      const { bytesRead } = await this.#file.read(sealed, 0, sealed.length, chunkOffset(this.#chunks))
      const plain = bytesRead === sealed.length ? this.#sealing.openChunk(this.#chunks, sealed) : null
      if (!plain) break
      this.#hash.update(plain)
      this.#size += plain.length
      this.#chunks += 1
    }
    await this.#file.truncate(chunkOffset(this.#chunks))
  }

  /** Throws `file.too-large`, `store.disk-full`, and what else the disk says; then the file is of no use. */
  append(bytes: Uint8Array): Promise<void> {
    return saying(async () => {
      this.#size += bytes.length
      if (this.#size > largestBlob) throw new AppError('Invalid', 'file.too-large')
      this.#hash.update(bytes)
      this.#rest.push(Buffer.from(bytes))
      this.#restBytes += bytes.length
      if (this.#restBytes < chunkSize) return
      const all = Buffer.concat(this.#rest)
      let from = 0
      for (; all.length - from >= chunkSize; from += chunkSize)
        await this.#writeChunk(all.subarray(from, from + chunkSize))
      this.#rest = [all.subarray(from)]
      this.#restBytes = all.length - from
    })
  }

  /** Makes sure that what is whole outlives a power cut. */
  sync(): Promise<void> {
    return saying(() => this.#file.sync())
  }

  /** Seals the end and makes it durable; the file is whole and closed after it. Throws as `append` does. */
  finish(): Promise<Readonly<{ sha: string; size: number }>> {
    return saying(async () => {
      if (this.#restBytes > 0) await this.#writeChunk(Buffer.concat(this.#rest))
      const sha = this.#hash.digest('hex')
      const end = headerBytes + this.#size + this.#chunks * tagBytes
      await this.#writeAt(this.#sealing.sealTrailer(sha, this.#size), end)
      await this.#file.sync()
      await this.#file.close()
      return { sha, size: this.#size }
    })
  }

  /** Closes the file as it is. */
  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined)
  }

  async #writeChunk(plain: Buffer): Promise<void> {
    await this.#writeAt(this.#sealing.sealChunk(this.#chunks, plain), chunkOffset(this.#chunks))
    this.#chunks += 1
  }

  async #writeAt(bytes: Buffer, at: number): Promise<void> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.#file.write(bytes, done, bytes.length - done, at + done)
      done += bytesWritten
    }
  }
}

async function saying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw storeError(error)
  }
}
