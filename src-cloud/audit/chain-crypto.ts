/** Node's crypto for chain and tree of the audit log (shared/audit). */
import { createHmac, hkdfSync } from 'node:crypto'
import type { ChainCrypto } from '../../shared/audit/chain.ts'
import type { HashBytes } from '../../shared/audit/merkle.ts'
import { sha256 } from '../sync/sha256.ts'

const noSalt = Buffer.alloc(0)

export const hashBytes: HashBytes = sha256

export const chainCrypto: ChainCrypto = {
  sha256,
  mac: (key, text) => createHmac('sha256', Buffer.from(key, 'hex')).update(text).digest('hex'),
  evolve: (key) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(key, 'hex'), noSalt, Buffer.from('evolve'), 32)).toString(
      'hex',
    ),
}
