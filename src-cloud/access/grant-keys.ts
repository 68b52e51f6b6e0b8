/** The cloud's key for grants, beside its certificates. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readSigningKey, type SigningKey } from '../signing-key.ts'

/** Makes it where there is none. `folder`: that of the certificates. */
export function readGrantKey(folder: string): SigningKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readSigningKey(join(folder, 'grant.key.pem'))
}
