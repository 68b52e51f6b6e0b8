/** An archive as POSIX tar (IEEE 1003.1, ustar), compressed: one pass, in memory of one piece. */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { must } from '../../shared/kernel/errors.ts'

/** `size`: bytes, known before they come. */
export type Entry = Readonly<{
  /** `FOLDER/NAME`; ASCII. */
  name: string
  size: number
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}>

const block = 512
/** Longest name, longest folder before it, and largest size in eleven octal digits. */
const [longestName, longestFolder, largest] = [100, 155, 0o77777777777]

/** What a folder of files becomes; `mtime`: seconds since 1970. Throws what the entries throw. */
export async function* tarOf(entries: AsyncIterable<Entry>, mtime: number): AsyncGenerator<Uint8Array> {
  for await (const { name, size, bytes } of entries) {
    yield header(name, size, mtime)
    let came = 0
    for await (const piece of bytes) {
      came += piece.length
      yield piece
    }
    must(came === size, 'tar.size')
    const over = size % block
    if (over > 0) yield new Uint8Array(block - over)
  }
  yield new Uint8Array(2 * block)
}

/** The same, compressed. Whoever stops reading stops it all. */
export function compressed(plain: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gzip = createGzip({ level: 6 })
  // what goes wrong in the source is thrown to whoever reads the end
  pipeline(Readable.from(plain, { objectMode: false, highWaterMark: 64 * 1024 }), gzip, () => undefined)
  return gzip
}

function header(name: string, size: number, mtime: number): Buffer {
  const slash = name.indexOf('/')
  const [folder, rest] = [name.slice(0, Math.max(0, slash)), name.slice(slash + 1)]
  must(rest.length <= longestName && folder.length <= longestFolder && size <= largest, 'tar.name-or-size')
  const head = Buffer.alloc(block)
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  head.write(rest, 0, 'ascii')
  head.write(`${octal(0o600, 7)}\0`, 100)
  head.write(`${octal(0, 7)}\0${octal(0, 7)}\0`, 108)
  head.write(`${octal(size, 11)}\0`, 124)
  head.write(`${octal(mtime, 11)}\0`, 136)
  head.write(' '.repeat(8), 148)
  head.write('0', 156)
  head.write('ustar\x0000', 257, 'latin1')
  head.write(folder, 345, 'ascii')
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${octal(sum, 6)}\0 `, 148)
  return head
}
