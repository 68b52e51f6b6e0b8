/** Node's crypto for the chain of the audit log (shared/audit/chain.ts), and for what the cloud signs. */
import { createHash, createHmac, createPublicKey, hkdfSync, verify } from 'node:crypto'
import type { ChainCrypto } from '../../shared/audit/chain.ts'
import { canonicalText } from '../../shared/audit/entry.ts'

/** Of bytes, or of text as UTF-8. */
export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()

/** The code of an entry with this hash. */
export const macOf = (key: Uint8Array, h: string): Buffer => createHmac('sha256', key).update(h).digest()

const [noSalt, info] = [Buffer.alloc(0), Buffer.from('evolve')]
/** The key of the next entry. */
export const evolved = (key: Uint8Array): Buffer => Buffer.from(hkdfSync('sha256', key, noSalt, info, 32))

export const chainCrypto: ChainCrypto = {
  sha256: (text) => sha256(text).toString('hex'),
  mac: (key, text) => macOf(Buffer.from(key, 'hex'), text).toString('hex'),
  evolve: (key) => evolved(Buffer.from(key, 'hex')).toString('hex'),
}

/** Whether the cloud has signed this. `key`: SPKI, DER, base64. `sig`: ECDSA P-256 with SHA-256 over the RFC 8785 text, DER, base64. */
export function isSigned(key: string, value: unknown, sig: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
    return verify('sha256', Buffer.from(canonicalText(value)), publicKey, Buffer.from(sig, 'base64'))
  } catch {
    return false
  }
}
