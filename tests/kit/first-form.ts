/** Puts in place of a practice's slots one of the first form, with keys of its own; the record then knows of no credential. */
import canonicalize from 'canonicalize'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openCipher } from '../../src-main/store/cipher.ts'
import { newKey, newKeyPair, passwordKey, recoveryKey, seal, sealTo } from '../../src-main/vault/keys.ts'
import { newRecoveryCode, writeRecoveryCode } from '../../src-main/vault/recovery-code.ts'
import { lightKdf, owner, type KeysInMemory } from '../../tools/kit/workstation.ts'
import { workstationKeyOf } from './unwrap.ts'

/** Returns its recovery code. */
export async function putBackFirstForm(
  at: Readonly<{ profile: string; folder: string; keys: KeysInMemory }>,
): Promise<string> {
  const file = join(at.folder, 'slots.json')
  const { tenant, device, practiceName, users } = JSON.parse(readFileSync(file, 'utf8')) as {
    tenant: string
    device: string
    practiceName: string
    users: [{ userId: string; username: string; displayName: string }]
  }
  const deviceKey = at.keys.keys.get(device) ?? Buffer.alloc(0)
  const workstationKey = await workstationKeyOf(at.profile, deviceKey, owner.password)
  const db = openCipher(join(at.folder, 'clinical.db'), Buffer.from(workstationKey), false)
  db.exec('DELETE FROM credentials')
  db.close()

  const { userId, username, displayName } = users[0]
  const roles = ['physician', 'administrator', 'auditor']
  const grant = { user: userId, device, roles, issuedAt: '2026-01-05T09:00:00.000Z', issuer: 'first-run' }
  const hash = createHash('sha256').update(canonicalize(grant) ?? '')
  const aad = `${tenant}|${device}|${userId}|1|${hash.digest('hex')}`
  const { publicKey, privateKey } = await newKeyPair()
  const person = { tenant, device, user: userId }
  const kdf = { ...lightKdf, salt: randomBytes(16).toString('base64') }
  const code = newRecoveryCode()
  const slot = {
    userId,
    username,
    displayName,
    version: 1,
    grant,
    kdf: { name: 'argon2id', ...kdf },
    publicKey: publicKey.toString('base64'),
    byPassword: seal(passwordKey(owner.password, deviceKey, person, kdf), privateKey, aad),
    byRecoveryCode: seal(recoveryKey(code, person), Buffer.concat([privateKey, deviceKey]), aad),
    draftKey: await sealTo(publicKey, newKey(), 'draft-key'),
    workstationKeys: [{ epoch: 1, sealed: await sealTo(publicKey, workstationKey, 'workstation-key/1') }],
  }
  writeFileSync(file, JSON.stringify({ format: 1, tenant, device, practiceName, users: [slot] }))
  return writeRecoveryCode(code)
}
