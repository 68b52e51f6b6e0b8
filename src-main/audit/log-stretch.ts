/** Some thousand entries, field by field: numbers as they are, texts by the code of a word. On disk as raw deflate, in this order. */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { must } from '../../shared/kernel/errors.ts'

/** `opHigh`, `opLow`: the first and the next 48 bits of the op's id, by which ops are in order. `at`: ms since 1970. */
export const numberFields = ['n', 'at', 'mono', 'epoch', 'opHigh', 'opLow'] as const
export const wordFields = [
  'workstation',
  'boot',
  'actor',
  'session',
  'action',
  'category',
  'subject',
  'outcome',
  'reason',
  'detail',
] as const
export type NumberField = (typeof numberFields)[number]
export type WordField = (typeof wordFields)[number]

export const stretchOf = 4096
/** `opHigh` of what has no op. */
export const noOp = 2 ** 48 - 1
const bytesEach = numberFields.length * 8 + wordFields.length * 4

export type Stretch = {
  count: number
  readonly numbers: Readonly<Record<NumberField, Float64Array>>
  /** 0: nothing. */
  readonly words: Readonly<Record<WordField, Uint32Array>>
}

function over(buffer: ArrayBuffer, count: number): Stretch {
  const room = buffer.byteLength / bytesEach
  const textsAt = numberFields.length * 8 * room
  const numbers = numberFields.map((name, at) => [name, new Float64Array(buffer, at * 8 * room, room)])
  const texts = wordFields.map((name, at) => [name, new Uint32Array(buffer, textsAt + at * 4 * room, room)])
  return {
    count,
    numbers: Object.fromEntries(numbers) as Stretch['numbers'],
    words: Object.fromEntries(texts) as Stretch['words'],
  }
}

export const emptyStretch = (): Stretch => over(new ArrayBuffer(stretchOf * bytesEach), 0)

export function packStretch({ count, numbers }: Stretch): Buffer {
  must(count === stretchOf, 'audit.stretch')
  return deflateRawSync(Buffer.from(numbers.n.buffer), { level: 1 })
}

/** Null where it is none of ours. */
export function unpackStretch(packed: Buffer): Stretch | null {
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: stretchOf * bytesEach })
    if (bytes.length !== stretchOf * bytesEach) return null
    return over(new Uint8Array(bytes).buffer, stretchOf)
  } catch {
    return null
  }
}
