/** The second factor: a code of an authenticator app (RFC 6238), or one of ten spare codes on paper. Sealed to the person's own key. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import type { SealedFactor } from '../../shared/access/credential.ts'
import { encodeLetters, plainLetters } from '../../shared/kernel/code-text.ts'
import { must } from '../../shared/kernel/errors.ts'
import { openWith, sealTo } from './keys.ts'
import { keyShaOf, type Person } from './person-keys.ts'

/** `seed`: 20 bytes. `spare`: of each spare code that was not used, the SHA-256 over user and code, hex. */
export type Factor = Readonly<{ seed: Buffer; spare: readonly string[] }>
/** What of a factor was used: the time step of a code, or the hash of a spare one. Neither is good again. */
export type UsedCode = Readonly<{ step: number }> | Readonly<{ spare: string }>
/** What of it was used before, as this workstation knows (tries.ts). */
export type Spent = Readonly<{ lastStep: number; isSpent(spare: string): boolean }>

const seedBytes = 20
const hashBytes = 32
const spareCount = 10
/** 50 bits: ten letters. */
const spareLetters = 10
const stepSeconds = 30
/**
 * One step back, as RFC 6238 5.2 has it for what typing takes, and one ahead. A workstation that has been offline for days runs slow by
 * some seconds a day, while the telephone keeps the network's time: without the step ahead, half of all right codes would be wrong after a
 * week, and each of them counts as a failed try (NIST SP 800-63B-4 3.1.4.2 asks for drift in either direction). What it costs is one more
 * code in a million that would be taken; each is still taken once.
 */
const tolerance: [number, number] = [stepSeconds, stepSeconds]
const base32 = new ScureBase32Plugin()

/** A new seed, and ten spare codes as they are printed, `7K2MQ-0FYZ8`. The caller wipes the seed. */
export function newFactor(user: string): { factor: Factor; codes: string[] } {
  const { spare, codes } = newSpareCodes(user)
  return { factor: { seed: randomBytes(seedBytes), spare }, codes }
}

export function newSpareCodes(user: string): { spare: string[]; codes: string[] } {
  const plain = Array.from({ length: spareCount }, () => encodeLetters(randomBytes(7)).slice(0, spareLetters))
  const codes = plain.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`)
  return { spare: plain.map((code) => spareHash(user, code)), codes }
}

const spareHash = (user: string, code: string): string =>
  createHash('sha256').update(`spare-code/v1|${user}|${code}`).digest('hex')

const infoOf = ({ tenant, user }: Person): string => `second-factor/v1|${tenant}|${user}`

/** `publicKey`: base64, of the owner's key pair in the practice. `since`: when it was set up. */
export async function sealFactor(
  publicKey: string,
  { seed, spare }: Factor,
  owner: Person,
  since: string,
): Promise<SealedFactor> {
  must(seed.length === seedBytes, 'second-factor.seed')
  const plain = Buffer.concat([seed, ...spare.map((hash) => Buffer.from(hash, 'hex'))])
  const sealed = await sealTo(Buffer.from(publicKey, 'base64'), plain, infoOf(owner))
  plain.fill(0)
  return { keySha: keyShaOf(publicKey), sealed, since }
}

/** Null where it was sealed to another key than this: then it is void. Throws `vault.slot-damaged`. */
export async function openFactor(
  privateKey: Buffer,
  sealed: SealedFactor,
  publicKey: string,
  owner: Person,
): Promise<Factor | null> {
  if (sealed.keySha !== keyShaOf(publicKey)) return null
  const plain = await openWith(privateKey, sealed.sealed, infoOf(owner))
  const seed = Buffer.from(plain.subarray(0, seedBytes))
  const spare: string[] = []
  for (let at = seedBytes; at + hashBytes <= plain.length; at += hashBytes)
    spare.push(plain.toString('hex', at, at + hashBytes))
  plain.fill(0)
  return { seed, spare }
}

/** What was used, so that it is not used again; null for a wrong code, and for one that was used. */
export function checkCode(
  factor: Factor,
  typed: string,
  { nowMs, user, ...spent }: Spent & Readonly<{ nowMs: number; user: string }>,
): UsedCode | null {
  const code = typed.normalize('NFKC').replace(/[\s-]/g, '')
  if (/^[0-9]{6}$/.test(code)) return checkStep(factor, code, nowMs, spent.lastStep)
  const letters = plainLetters(code)
  if (letters.length !== spareLetters) return null
  const hash = spareHash(user, letters)
  const known = factor.spare.filter((each) => alike(each, hash)).length > 0
  return known && !spent.isSpent(hash) ? { spare: hash } : null
}

function checkStep({ seed }: Factor, token: string, nowMs: number, lastStep: number): UsedCode | null {
  const epoch = Math.floor(nowMs / 1000)
  // a clock that was set back: no code of now is one that was not used, and the library takes it for a mistake of ours
  if (lastStep >= Math.floor(epoch / stepSeconds) + 1) return null
  const found = verifySync({
    secret: seed,
    token,
    epoch,
    epochTolerance: tolerance,
    ...(lastStep >= 0 && { afterTimeStep: lastStep }),
  })
  must(!found.valid || 'timeStep' in found, 'second-factor.step')
  return found.valid ? { step: found.timeStep } : null
}

const alike = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** The same without the code that was used; itself where that was of the app. */
export const without = (factor: Factor, used: UsedCode): Factor =>
  'spare' in used ? { ...factor, spare: factor.spare.filter((hash) => hash !== used.spare) } : factor

/** What an authenticator app reads. A colon would end the practice's name in it. */
export const otpauthUri = ({ issuer, account, seed }: { issuer: string; account: string; seed: Buffer }) =>
  generateURI({ issuer: issuer.replaceAll(':', ' '), label: account, secret: secretText(seed) })

/** The seed as it is typed into an app: RFC 4648 base32 without padding. */
export const secretText = (seed: Buffer): string => base32.encode(seed, { padding: false })
