/** 160 bits as a person types them: 32 letters and digits that cannot be misread, and 4 that catch a slip of the pen. */

// Crockford base 32: no I, L, O, U
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const codeBytes = 20

/** `7K2M-...`: nine groups of four, the last one a checksum. `code` is 20 bytes. */
export function writeCode(code: Uint8Array): string {
  const text = encodeLetters(code) + encodeLetters(checksum(code))
  return (text.match(/.{4}/g) ?? []).join('-')
}

/** Its 20 bytes; null where what was typed is no code: a wrong length, a wrong letter, or a checksum that says so. */
export function readCode(typed: string): Uint8Array | null {
  const text = plainLetters(typed)
  if (text.length !== 36) return null
  const bytes = decode(text.slice(0, 32))
  return bytes && encodeLetters(checksum(bytes)) === text.slice(32) ? bytes : null
}

/** As they were printed, without what stands between them: for letters that were typed off a sheet. */
export const plainLetters = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')

/**
 * A CRC of 20 bits (x^20 + x^3 + 1), in the first two and a half bytes: unlike a hash it always catches a wrong letter
 * and two neighbours swapped, which are bursts of at most ten bits. It protects nothing and need not.
 */
function checksum(code: Uint8Array): Uint8Array {
  let rest = 0xfffff
  for (const byte of code) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = (rest >> 19) ^ ((byte >> bit) & 1)
      rest = ((rest << 1) & 0xfffff) ^ (carry === 1 ? 0b1001 : 0)
    }
  }
  return Uint8Array.of(rest >> 12, (rest >> 4) & 0xff, (rest << 4) & 0xf0)
}

/** Five bits a letter; what does not fill one is left out. */
export function encodeLetters(bytes: Uint8Array): string {
  let text = ''
  for (let bit = 0; bit + 5 <= bytes.length * 8; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += letters[(pair >> (11 - (bit & 7))) & 31]
  }
  return text
}

function decode(text: string): Uint8Array | null {
  const bytes = new Uint8Array((text.length * 5) >> 3)
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
