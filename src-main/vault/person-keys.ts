/** A person's key pair in the practice, and the envelopes that hold its private half (shared/access/credential.ts). */
import { createHash, randomBytes } from 'node:crypto'
import type { PersonKeys } from '../../shared/access/credential.ts'
import type { EarlierSlot } from './earlier-slot.ts'
import type { NewCredential } from '../pipeline/gatekeeper.ts'
import {
  newKey,
  newKeyPair,
  personCodeKey,
  personPasswordKey,
  seal,
  sealTo,
  unseal,
  type KdfCost,
} from './keys.ts'
import { newRecoveryCode, writeRecoveryCode } from './recovery-code.ts'

/** Whose keys these are. */
export type Person = Readonly<{ tenant: string; user: string }>

/** SHA-256 of a public key (base64), hex. */
export const keyShaOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')

/** What an envelope authenticates beside the private key. */
const aadOf = ({ tenant, user }: Person, publicKey: string, serial: number, by: 'password' | 'code') =>
  `${tenant}|${user}|${keyShaOf(publicKey)}|${serial}|${by}`

/** A pair that only a code on paper opens so far. The caller has nothing to wipe. */
export async function newPersonKeys(person: Person, madeAt: string): Promise<NewCredential> {
  const { publicKey, privateKey } = await newKeyPair()
  const draft = newKey()
  const base = { publicKey: publicKey.toString('base64'), madeAt, serial: 1 }
  const { byCode, code } = underNewCode(person, base, privateKey)
  const draftKey = await sealTo(publicKey, draft, 'draft-key')
  for (const secret of [privateKey, draft]) secret.fill(0)
  return { keys: { ...base, draftKey, kdf: null, byPassword: null, byCode, codeUntil: null }, code }
}

/** The same pair under a new password and a new code; what they were before opens it no more. */
export function underPassword(
  person: Person,
  { publicKey, madeAt, draftKey, serial }: Pick<PersonKeys, 'publicKey' | 'madeAt' | 'draftKey' | 'serial'>,
  privateKey: Buffer,
  password: string,
  cost: KdfCost,
): NewCredential {
  const base = { publicKey, madeAt, serial: serial + 1 }
  const { byCode, code } = underNewCode(person, base, privateKey)
  const { kdf, byPassword } = sealedByPassword(person, base, privateKey, password, cost)
  return { keys: { ...base, draftKey, kdf, byPassword, byCode, codeUntil: null }, code }
}

/** A pair of the first form (earlier-slot.ts) under the password it had. It has no code of this form yet. */
export function withPassword(
  person: Person,
  { publicKey, draftKey, grant }: Pick<EarlierSlot, 'publicKey' | 'draftKey' | 'grant'>,
  privateKey: Buffer,
  password: string,
  cost: KdfCost,
): PersonKeys {
  const base = { publicKey, madeAt: grant.issuedAt, serial: 1 }
  const sealed = sealedByPassword(person, base, privateKey, password, cost)
  return { ...base, draftKey, ...sealed, byCode: null, codeUntil: null }
}

/** A new pair under a password and a code. The caller wipes the private key. `draftKey`: where there are drafts already. */
export async function newOwnKeys(
  person: Person,
  password: string,
  cost: KdfCost,
  madeAt: string,
  draftKey?: Buffer,
): Promise<NewCredential & Readonly<{ privateKey: Buffer }>> {
  const { publicKey, privateKey } = await newKeyPair()
  const draft = draftKey ?? newKey()
  const sealed = await sealTo(publicKey, draft, 'draft-key')
  if (!draftKey) draft.fill(0)
  const base = { publicKey: publicKey.toString('base64'), madeAt, draftKey: sealed, serial: 0 }
  return { ...underPassword(person, base, privateKey, password, cost), privateKey }
}

/** The same password stretched at another cost, with a new salt. The code stays what it is. */
export const restretched = (
  person: Person,
  keys: PersonKeys,
  privateKey: Buffer,
  password: string,
  cost: KdfCost,
): PersonKeys => ({ ...keys, ...sealedByPassword(person, keys, privateKey, password, cost) })

/** The private key; null for a wrong password. */
export function openByPersonPassword(person: Person, keys: PersonKeys, password: string): Buffer | null {
  if (!keys.kdf || !keys.byPassword) return null
  const key = personPasswordKey(password, person, keys.kdf)
  const privateKey = unseal(key, keys.byPassword, aadOf(person, keys.publicKey, keys.serial, 'password'))
  key.fill(0)
  return privateKey
}

/** Null where it is not the present code. Whether it is still good is for the caller to say. */
export function openByPersonCode(person: Person, keys: PersonKeys, code: Buffer): Buffer | null {
  if (!keys.byCode) return null
  const key = personCodeKey(code, person)
  const privateKey = unseal(key, keys.byCode, aadOf(person, keys.publicKey, keys.serial, 'code'))
  key.fill(0)
  return privateKey
}

function sealedByPassword(
  person: Person,
  { publicKey, serial }: Pick<PersonKeys, 'publicKey' | 'serial'>,
  privateKey: Buffer,
  password: string,
  { memory, passes, lanes }: KdfCost,
): Required<Pick<PersonKeys, 'kdf' | 'byPassword'>> {
  const kdf = { name: 'argon2id' as const, memory, passes, lanes, salt: randomBytes(16).toString('base64') }
  const key = personPasswordKey(password, person, kdf)
  const byPassword = seal(key, privateKey, aadOf(person, publicKey, serial, 'password'))
  key.fill(0)
  return { kdf, byPassword }
}

function underNewCode(
  person: Person,
  { publicKey, serial }: Pick<PersonKeys, 'publicKey' | 'serial'>,
  privateKey: Buffer,
) {
  const bytes = newRecoveryCode()
  const key = personCodeKey(bytes, person)
  const byCode = seal(key, privateKey, aadOf(person, publicKey, serial, 'code'))
  const code = writeRecoveryCode(bytes)
  for (const secret of [bytes, key]) secret.fill(0)
  return { byCode, code }
}
