/** The cloud's keys for audit logs, beside its certificates and not in its database: a copy of that holds no key of a log. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'
import { keepFile, readSigningKey } from '../signing-key.ts'

export type AuditKeys = Readonly<{
  /** What receipts are signed with, for those who check them: SPKI, DER, base64. */
  receiptKey: string
  /** ECDSA P-256 with SHA-256, DER, base64. */
  sign(text: string): string
  /** A key of 64 hex digits, sealed; `of`: whose. */
  seal(key: string, of: string): Buffer
  /** Throws `audit.key` where it was sealed by another cloud, or for another log. */
  unseal(sealed: Buffer, of: string): string
}>

/** Makes what is missing. `folder`: that of the certificates. */
export function readAuditKeys(folder: string): AuditKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { publicKey, sign } = readSigningKey(join(folder, 'audit.key.pem'))
  const wrap = keepFile(join(folder, 'audit.wrap.key'), () => randomBytes(32))
  return {
    receiptKey: publicKey,
    sign,
    seal(key, of) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', wrap, nonce).setAAD(Buffer.from(of))
      return Buffer.concat([nonce, cipher.update(key, 'hex'), cipher.final(), cipher.getAuthTag()])
    },
    unseal(sealed, of) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', wrap, sealed.subarray(0, 12), { authTagLength: 16 })
        decipher.setAAD(Buffer.from(of)).setAuthTag(sealed.subarray(-16))
        return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('hex')
      } catch {
        throw new AppError('Unavailable', 'audit.key')
      }
    },
  }
}
