/** The lines of an export, many at a time, and the SHA-256 of all its bytes. */
import { createHash } from 'node:crypto'
import type { Item } from './source.ts'

/** No entry is longer by far: what is, is cut, and is no entry then. */
const longest = 2 * 1024 * 1024
const newLine = 0x0a

/** `ended` is called with the SHA-256, hex, when all was read. */
export async function* readLines(item: Item, ended: (sha256: string) => void): AsyncGenerator<string[]> {
  const hash = createHash('sha256')
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of item.bytes()) {
    hash.update(bytes)
    const part = rest.length === 0 ? Buffer.from(bytes) : Buffer.concat([rest, bytes])
    const end = part.lastIndexOf(newLine)
    rest = end < 0 ? part : Buffer.from(part.subarray(end + 1))
    if (rest.length > longest) rest = rest.subarray(0, longest)
    if (end >= 0) yield part.toString('utf8', 0, end).split('\n')
  }
  if (rest.length > 0) yield [rest.toString('utf8')]
  ended(hash.digest('hex'))
}
