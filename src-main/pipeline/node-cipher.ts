/** The vault's means for its end of a channel: all is done in the turn of the call, where those of the web go to another thread and back for each frame. */
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'
import type { CipherOf, Deflate } from './sealed-channel.ts'

const tagLength = 16

export const nodeCipher: CipherOf = async (secret, derivation) => {
  const bits = Buffer.from(await crypto.subtle.deriveBits(derivation, secret, 256))
  const key = createSecretKey(bits)
  bits.fill(0)
  return {
    seal(nonce, plain) {
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    open(nonce, sealed) {
      const end = sealed.length - tagLength
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      decipher.setAuthTag(sealed.subarray(end))
      return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()])
    },
  }
}

/** Fast rather than small: names of fields repeat, and are found at any level. */
export const nodeDeflate: Deflate = (text) =>
  new Uint8Array(deflateRawSync(text, { level: constants.Z_BEST_SPEED }))
