/**
 * How long texts lie in the store: one format byte, then the text as UTF-8 (0), deflated (1), or deflated with
 * dictionary 1 (2). A format, once released, is read for ever.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { AppError } from '../../shared/kernel/errors.ts'
import { dictionary1 } from './packing-dictionary.ts'

/** FHIR resources are mostly the same few words: with the dictionary a typical one shrinks to a fifth. */
export const pack = (text: string): Buffer => packBytes(Buffer.from(text, 'utf8'))

/** The same for a text that is UTF-8 already. */
export function packBytes(bytes: Uint8Array): Buffer {
  if (bytes.length < 64) return Buffer.concat([Buffer.from([0]), bytes])
  const deflated =
    bytes.length <= 16_384
      ? deflateRawSync(bytes, { level: 3, dictionary: dictionary1 })
      : deflateRawSync(bytes, { level: 3 })
  return Buffer.concat([Buffer.from([bytes.length <= 16_384 ? 2 : 1]), deflated])
}

/** For what is read back seldom and written in a hurry: the body of an op. */
export function packFast(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length < 512) return Buffer.concat([Buffer.from([0]), bytes])
  return Buffer.concat([Buffer.from([1]), deflateRawSync(bytes, { level: 1 })])
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
    default:
      throw new AppError('Unavailable', 'store.packed-format')
  }
}
