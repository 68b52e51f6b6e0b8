/** The vault's cipher for its end of a channel: done in the turn of the call, where WebCrypto goes to another thread and back for each frame. */
import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { CipherOf } from './sealed-channel.ts'

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
