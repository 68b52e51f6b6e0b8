/** A recovery code: 160 random bits in 32 letters and digits that cannot be misread, and 4 that catch a slip of the pen. */
import { createHash, randomBytes } from 'node:crypto'

// Crockford base 32: no I, L, O, U
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const bytesInCode = 20

export const newRecoveryCode = (): Buffer => randomBytes(bytesInCode)

/** `7K2M-...`: nine groups of four, the last one a checksum. */
export function writeRecoveryCode(code: Buffer): string {
  const text = encode(code) + encode(checksum(code))
  return (text.match(/.{4}/g) ?? []).join('-')
}

/** Null where what was typed is no code: a wrong length, a wrong letter, or a checksum that says so. */
export function readRecoveryCode(typed: string): Buffer | null {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (text.length !== 36) return null
  const bytes = decode(text.slice(0, 32))
  return bytes && encode(checksum(bytes)) === text.slice(32) ? bytes : null
}

/** 20 bits, in the first two and a half bytes. */
const checksum = (code: Buffer): Buffer => {
  const hash = createHash('sha256').update(code).digest().subarray(0, 3)
  hash[2] = (hash[2] ?? 0) & 0xf0
  return hash
}

function encode(bytes: Buffer): string {
  let text = ''
  for (let bit = 0; bit + 5 <= bytes.length * 8; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += letters[(pair >> (11 - (bit & 7))) & 31]
  }
  return text
}

function decode(text: string): Buffer | null {
  const bytes = Buffer.alloc((text.length * 5) >> 3)
  for (const [index, letter] of [...text].entries()) {
    const value = letters.indexOf(letter)
    if (value < 0) return null
    for (let bit = 0; bit < 5; bit += 1) {
      const at = index * 5 + bit
      if (at >> 3 < bytes.length && value & (16 >> bit))
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (128 >> (at & 7))
    }
  }
  return bytes
}
