/** Takes the bytes of a chosen file in: what it is, encrypted under its hash, noted as chosen. Refused half-way it leaves nothing. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { StagedFile } from '../../shared/charting/staged-file.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { largestBlob } from '../../shared/sync/blobs.ts'
import type { BlobWriter } from '../blobs/blob-writer.ts'
import type { Session } from '../pipeline/session.ts'
import { noteStaged } from '../store/blob-rows.ts'
import { TextCheck, headBytes, kindOf, type Expected } from './file-kind.ts'

export type For = Readonly<{ session: Session; patientId: string; now: string }>

export class TakingIn {
  readonly name: string
  readonly #for: For
  readonly #writer: BlobWriter
  readonly #text = new TextCheck()
  #head: Buffer = Buffer.alloc(0)
  #kind: Expected | null = null

  private constructor(name: string, of: For, writer: BlobWriter) {
    this.name = name.normalize('NFC').slice(0, 300)
    this.#for = of
    this.#writer = writer
  }

  /** Throws what the disk says, as `store.disk-full`. */
  static async begin(name: string, of: For): Promise<TakingIn> {
    return new TakingIn(name, of, await of.session.blobs.begin())
  }

  get size(): number {
    return this.#writer.size
  }

  /** Throws the reasons of chooseFiles as soon as they show; then it is to be dropped. */
  async append(bytes: Buffer): Promise<void> {
    if (this.#kind === null) {
      this.#head = Buffer.concat([this.#head, bytes])
      if (this.#head.length >= headBytes) this.#kind = kindOf(this.name, this.#head)
    }
    if (this.#kind === null || this.#kind === 'text') this.#text.add(bytes)
    await this.#writer.append(bytes)
  }

  /** The file is in its place before a row says so. */
  async end(): Promise<StagedFile> {
    if (this.size === 0) throw new AppError('Invalid', 'file.empty')
    const kind = this.#kind ?? kindOf(this.name, this.#head)
    const contentType = kind === 'text' ? this.#text.end() : kind
    const { session, patientId, now } = this.#for
    const { sha, size } = await session.blobs.inTurn(async () => {
      const kept = await session.blobs.keep(this.#writer)
      noteStaged(session.store, { ...kept, contentType, owner: session.actor.id, patientId, at: now })
      return kept
    })
    return { sha256: sha, name: this.name, contentType, size }
  }

  drop(): Promise<void> {
    return this.#for.session.blobs.drop(this.#writer)
  }
}

/** A file of this computer. Throws the reasons of chooseFiles. */
export async function takeInFile(path: string, of: For): Promise<StagedFile> {
  const about = await stat(path).catch(() => null)
  if (about?.isFile() !== true) throw new AppError('Unavailable', 'file.unreadable')
  if (about.size > largestBlob) throw new AppError('Invalid', 'file.too-large')
  const taking = await TakingIn.begin(basename(path), of)
  try {
    for await (const bytes of createReadStream(path, { highWaterMark: 256 * 1024 }))
      await taking.append(bytes as Buffer)
    return await taking.end()
  } catch (error) {
    await taking.drop()
    // what reading says of the chosen file is not what the disk says of ours
    if (error instanceof AppError) throw error
    throw new AppError('Unavailable', 'file.unreadable')
  }
}
