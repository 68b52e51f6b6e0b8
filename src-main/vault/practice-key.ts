/** The practice's recovery key: made with its code, opened with it, and put under the next one (docs/threat-model.md, "Recovery"). */
import { createHash } from 'node:crypto'
import { encodeLetters } from '../../shared/kernel/code-text.ts'
import type { PracticeKey } from '../../shared/sync/recovery.ts'
import { newKeyPair, practiceCodeKey, seal, unseal } from './keys.ts'
import { newRecoveryCode, writeRecoveryCode } from './recovery-code.ts'

export type NewPracticeKey = Readonly<{ key: PracticeKey; code: string }>

/** SHA-256 of a public key, hex. */
export const publicShaOf = ({ publicKey }: Pick<PracticeKey, 'publicKey'>): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex')

const letterBytes = 10

/**
 * What stands on the sheet beside the code: 80 bits of the SHA-256 of the public key. Compared by a person, they tell a key that
 * somebody else has put in its place. No secret.
 */
export const lettersOf = (key: Pick<PracticeKey, 'publicKey'>): string =>
  (encodeLetters(Buffer.from(publicShaOf(key), 'hex').subarray(0, letterBytes)).match(/.{4}/g) ?? []).join(
    '-',
  )

/** A key of its own with a code of its own. */
export async function makePracticeKey(
  tenant: string,
  version: number,
  madeAt: string,
): Promise<NewPracticeKey> {
  const { publicKey, privateKey } = await newKeyPair()
  const made = wrap(tenant, privateKey, { publicKey: publicKey.toString('base64'), version, madeAt })
  privateKey.fill(0)
  return made
}

/** The same key under a new code. */
export const rewrapPracticeKey = (
  tenant: string,
  { publicKey, version }: PracticeKey,
  privateKey: Buffer,
  madeAt: string,
): NewPracticeKey => wrap(tenant, privateKey, { publicKey, version: version + 1, madeAt })

/** The private half; null where the code is not this version's. */
export function openPracticeKey(tenant: string, key: PracticeKey, code: Buffer): Buffer | null {
  const codeKey = practiceCodeKey(code, tenant)
  const privateKey = unseal(codeKey, key.wrapped, aadOf(tenant, key))
  codeKey.fill(0)
  return privateKey
}

function wrap(
  tenant: string,
  privateKey: Buffer,
  of: Pick<PracticeKey, 'publicKey' | 'version' | 'madeAt'>,
): NewPracticeKey {
  const code = newRecoveryCode()
  const codeKey = practiceCodeKey(code, tenant)
  const wrapped = seal(codeKey, privateKey, aadOf(tenant, of))
  const text = writeRecoveryCode(code)
  for (const secret of [code, codeKey]) secret.fill(0)
  return { key: { ...of, wrapped }, code: text }
}

// not the version: two who renew at once are put in order, without either's code
const aadOf = (tenant: string, key: Pick<PracticeKey, 'publicKey'>): string =>
  `practice-key/1|${tenant}|${publicShaOf(key)}`
