/** An archive as tar, compressed: one pass, in memory of one piece. */
import { pipeline, Readable } from 'node:stream'
import { pipeline as finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'

/** `size`: bytes, known before they come. */
export type Entry = Readonly<{
  /** `FOLDER/NAME`; ASCII. */
  name: string
  size: number
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}>

async function* tarOf(entries: AsyncIterable<Entry>, mtime: Date): AsyncGenerator<Uint8Array> {
  const archive = pack()
  const filled = fill(archive, entries, mtime).catch((error: unknown) =>
    archive.destroy(error instanceof Error ? error : new Error('the archive was not filled')),
  )
  try {
    yield* archive as AsyncIterable<Uint8Array>
  } finally {
    // whoever stops reading stops it all
    archive.destroy()
    await filled
  }
}

async function fill(archive: Pack, entries: AsyncIterable<Entry>, mtime: Date): Promise<void> {
  for await (const { name, size, bytes } of entries) {
    await finished(bytes, archive.entry({ name, size, mtime, mode: 0o600 }))
  }
  archive.finalize()
}

/**
 * What a folder of files becomes, compressed. `madeAt`: ISO 8601. Whoever reads it is thrown what the entries throw, and where one
 * has not its size; whoever stops reading stops it all.
 */
export function archiveOf(entries: AsyncIterable<Entry>, madeAt: string): AsyncIterable<Uint8Array> {
  const plain = tarOf(entries, new Date(madeAt))
  const gzip = createGzip({ level: 6 })
  // what goes wrong in the source is thrown to whoever reads the end
  pipeline(Readable.from(plain, { objectMode: false, highWaterMark: 64 * 1024 }), gzip, () => undefined)
  return gzip
}
