/** Carries one blob, piece by piece: to the cloud, or from it. Whatever ends it, the next one goes on with the piece it was at. */
import { createHash } from 'node:crypto'
import { AppError } from '../../shared/kernel/errors.ts'
import { chunkAt, chunkBytes, chunksOf } from '../../shared/sync/blobs.ts'
import type { BlobFolder } from '../blobs/blob-folder.ts'
import type { BlobWriter } from '../blobs/blob-writer.ts'
import { blobOf, noteHere, noteProgress } from '../store/blob-rows.ts'
import type { Store } from '../store/store.ts'
import type { BlobTransport } from './blob-transport.ts'

export type Carrying = Readonly<{
  store: Store
  blobs: BlobFolder
  transport: BlobTransport
  /** What is known of a blob has changed: for the screens. */
  changed(): void
}>

/** One way of one blob. */
export type Way = Readonly<{
  sha: string
  size: number
  signal: AbortSignal
  /** Asked between two pieces: somebody waits for another blob, and this one can go on later. */
  yields(): boolean
}>

/** `there`: it has arrived, and where it was sent the cloud has verified it. */
export type Carried = 'there' | 'yielded'

/** The cloud has taken every piece and does not agree that they are the blob; they are sent anew. */
export class NotTaken extends Error {}

/** Throws Unreachable, NotTaken, and `file.damaged` or `file.not-here` where the bytes here are not whole. */
export async function sendBlob(carrying: Carrying, { sha, size, signal, yields }: Way): Promise<Carried> {
  const { store, blobs, transport, changed } = carrying
  const { stored, missing } = await transport.standing(sha, size, signal)
  const note = (chunks: number) => {
    noteProgress(store, sha, 'sent', Math.min(size, chunks * chunkBytes))
    changed()
  }
  if (!stored) {
    const reader = await blobs.open(sha)
    try {
      let there = chunksOf(size) - missing.length
      note(there)
      for (const n of missing) {
        if (yields()) return 'yielded'
        const { from, to } = chunkAt(size, n)
        const bytes = await reader.read(from, to)
        const own = createHash('sha256').update(bytes).digest('hex')
        await transport.put(sha, size, { n, bytes, sha: own }, signal)
        note((there += 1))
      }
    } finally {
      await reader.close()
    }
    if ((await transport.complete(sha, size, signal)) !== 'stored') throw new NotTaken()
  }
  note(chunksOf(size))
  return 'there'
}

/** Throws Unreachable, NotTaken where the cloud has no such blob, `file.damaged` where it gave other bytes, and what the disk says. */
export async function fetchBlob(carrying: Carrying, { sha, size, signal, yields }: Way): Promise<Carried> {
  const { store, blobs, transport, changed } = carrying
  const writer = await blobs.resume(sha)
  try {
    while (writer.size < size) {
      if (yields()) {
        await writer.close()
        return 'yielded'
      }
      const to = Math.min(size, writer.size + chunkBytes)
      const bytes = await transport.range(sha, writer.size, to, signal)
      if (!bytes) throw new NotTaken()
      await writer.append(bytes)
      // what has come must not come once more after a power cut
      await writer.sync()
      noteProgress(store, sha, 'got', writer.size)
      changed()
    }
    await blobs.inTurn(async () => {
      await blobs.keep(writer, sha)
      noteHere(store, sha)
    })
  } catch (error) {
    await leave(blobs, writer, error)
    throw error
  }
  changed()
  return 'there'
}

/** What has come stays for the next time, unless the disk needs the room or it is of no use. */
function leave(blobs: BlobFolder, writer: BlobWriter, error: unknown): Promise<void> {
  const isOurs = error instanceof AppError
  return isOurs ? blobs.drop(writer) : writer.close()
}

/** How much the cloud has of a blob that another workstation sends. False where that is what it was. Throws Unreachable. */
export async function lookAtBlob(carrying: Carrying, { sha, size, signal }: Way): Promise<boolean> {
  const { store, transport, changed } = carrying
  const { stored, missing } = await transport.standing(sha, size, signal)
  const sent = stored ? size : Math.min(size, (chunksOf(size) - missing.length) * chunkBytes)
  if (blobOf(store.read, sha)?.sent === sent) return false
  noteProgress(store, sha, 'sent', sent)
  changed()
  return true
}
