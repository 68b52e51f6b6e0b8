/** Node's crypto for the chain of the audit log (shared/audit/chain.ts). */
import { createHash, createHmac, hkdfSync } from 'node:crypto'
import type { ChainCrypto } from '../../shared/audit/chain.ts'

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
