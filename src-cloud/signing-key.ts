/** Keys the cloud makes for itself and keeps in files, beside its certificates and not in its database. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'

export type SigningKey = Readonly<{
  /** For those who check: SPKI, DER, base64. */
  publicKey: string
  /** ECDSA P-256 with SHA-256, DER, base64. */
  sign(text: string): string
}>

/** Makes what is missing. `file`: PEM. */
export function readSigningKey(file: string): SigningKey {
  const pem = keepFile(file, () =>
    Buffer.from(
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
    ),
  )
  const privateKey = createPrivateKey(pem)
  return {
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64'),
    sign: (text) => sign('sha256', Buffer.from(text), privateKey).toString('base64'),
  }
}

/** One process makes it, all read it. */
export function keepFile(file: string, make: () => Buffer): Buffer {
  try {
    writeFileSync(file, make(), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file)
}
