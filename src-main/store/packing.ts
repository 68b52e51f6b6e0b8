/**
 * How long texts lie in the store: one format byte, then the text as UTF-8 (0), deflated (1), deflated with dictionary
 * 1 (2), or with the part of dictionary 1 that the next byte names (3). A format, once released, is read for ever.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../shared/kernel/errors.ts'
import { dictionary1, dictionary1Parts } from './packing-dictionary.ts'

/** FHIR resources are mostly the same few words: with the dictionary a typical one shrinks to a fifth. */
export const pack = (text: string): Buffer => packBytes(Buffer.from(text, 'utf8'))

/** The same for a text that is UTF-8 already. */
export function packBytes(bytes: Buffer): Buffer {
  if (bytes.length < 64) return Buffer.concat([Buffer.from([0]), bytes])
  if (bytes.length > 16_384) return Buffer.concat([Buffer.from([1]), deflateRawSync(bytes, { level: 3 })])
  const part = partOf(bytes)
  const dictionary = dictionary1Parts[part]?.bytes
  if (!dictionary)
    return Buffer.concat([Buffer.from([2]), deflateRawSync(bytes, { level: 3, dictionary: dictionary1 })])
  // most of the work on a short text is to get ready for it: less room to get ready, and the result is the same
  const deflated = deflateRawSync(bytes, { level: 3, memLevel: 7, chunkSize: 4096, dictionary })
  return Buffer.concat([Buffer.from([3, part]), deflated])
}

/** Which part of the dictionary is of the resource type that a text says it is; -1 for none. */
function partOf(bytes: Buffer): number {
  const [, type] = /"resourceType"\s*:\s*"(\w+)"/.exec(bytes.toString('latin1', 0, 200)) ?? []
  return type === undefined ? -1 : (partByType.get(type) ?? -1)
}
const partByType = new Map(dictionary1Parts.map(({ type }, index) => [type, index]))

/** For a text, as UTF-8, that is read back seldom and written in a hurry: the body of an op. Level 1 takes as long and packs less. */
export function packFast(bytes: Buffer): Buffer {
  if (bytes.length < 512) return Buffer.concat([Buffer.from([0]), bytes])
  return Buffer.concat([Buffer.from([1]), deflateRawSync(bytes, { level: 2 })])
}

/** Throws `store.packed-format` for a format this version does not know. */
export function unpack(packed: Uint8Array): string {
  const body = packed.subarray(1)
  switch (packed[0]) {
    case 0:
      return Buffer.from(body).toString('utf8')
    case 1:
      return inflateRawSync(body).toString('utf8')
    case 2:
      return inflateRawSync(body, { dictionary: dictionary1 }).toString('utf8')
    case 3: {
      const part = dictionary1Parts[packed[1] ?? 0]
      if (!part) throw new AppError('Unavailable', 'store.packed-format')
      return inflateRawSync(packed.subarray(2), { dictionary: part.bytes }).toString('utf8')
    }
    default:
      throw new AppError('Unavailable', 'store.packed-format')
  }
}
