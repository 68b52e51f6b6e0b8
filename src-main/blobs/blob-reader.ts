/** Reads the bytes of one blob from its file, any part of them. What is not what was written is never shown. */
import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../shared/kernel/errors.ts'
import { storeError } from '../store/cipher.ts'
import {
  Sealing,
  chunkOffset,
  chunkSize,
  fileLength,
  headerBytes,
  tagBytes,
  trailerBytes,
  type BlobKeys,
} from './sealing.ts'

const damaged = () => new AppError('Unavailable', 'file.damaged')

export class BlobReader {
  readonly size: number
  readonly #file: FileHandle
  readonly #sealing: Sealing

  private constructor(file: FileHandle, sealing: Sealing, size: number) {
    this.#file = file
    this.#sealing = sealing
    this.size = size
  }

  /**
   * Throws `file.not-here` where there is no such file, `file.damaged` where it is not the whole of what was written under
   * this hash, and what the disk says.
   */
  static async open(path: string, sha: string, keys: BlobKeys): Promise<BlobReader> {
    let file: FileHandle
    try {
      file = await open(path, 'r')
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
        throw new AppError('NotFound', 'file.not-here')
      throw storeError(error)
    }
    try {
      const { size: length } = await file.stat()
      const header = await readExactly(file, 0, headerBytes)
      const sealing = header && Sealing.read(header, keys)
      const trailer = sealing && (await readExactly(file, length - trailerBytes, trailerBytes))
      const end = trailer && sealing?.openTrailer(trailer)
      // a file that is whole and of other bytes was put here under a name that is not its own
      if (!end || end.sha !== sha || fileLength(end.size) !== length) throw damaged()
      return new BlobReader(file, sealing, end.size)
    } catch (error) {
      await file.close()
      throw storeError(error)
    }
  }

  /** The bytes from `from` up to `to`, or to the end where that comes first. Throws `file.damaged`. */
  async read(from: number, to: number): Promise<Buffer> {
    const end = Math.min(to, this.size)
    const parts: Buffer[] = []
    try {
      for (let index = Math.floor(from / chunkSize); index * chunkSize < end; index += 1) {
        const begins = index * chunkSize
        const length = Math.min(chunkSize, this.size - begins)
        const sealed = await readExactly(this.#file, chunkOffset(index), length + tagBytes)
        const plain = sealed && this.#sealing.openChunk(index, sealed)
        if (!plain) throw damaged()
        parts.push(plain.subarray(Math.max(0, from - begins), Math.min(length, end - begins)))
      }
    } catch (error) {
      throw storeError(error)
    }
    return Buffer.concat(parts)
  }

  async close(): Promise<void> {
    await this.#file.close().catch(() => undefined)
  }
}

/** Null where the file does not go that far. */
async function readExactly(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  if (at < 0) return null
  const bytes = Buffer.alloc(length)
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) return null
    done += bytesRead
  }
  return bytes
}
