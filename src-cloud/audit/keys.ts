/** The cloud's keys for audit logs, beside its certificates and not in its database: a copy of that holds no key of a log. */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/kernel/errors.ts'

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
  const pem = keep(join(folder, 'audit.key.pem'), () =>
    Buffer.from(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ),
  )
  const privateKey = createPrivateKey(pem)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const wrap = keep(join(folder, 'audit.wrap.key'), () => randomBytes(32))
  return {
    receiptKey: publicKey.toString('base64'),
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
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

/** One process makes it, all read it. */
function keep(file: string, make: () => Buffer): Buffer {
  try {
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file)
}
