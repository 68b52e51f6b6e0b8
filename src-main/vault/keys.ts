/** The key hierarchy (docs/threat-model.md, "Keys"): what each key is made of, and what it opens. */
import { CipherSuite, DhkemP256HkdfSha256, HkdfSha256, Aes256Gcm } from '@hpke/core'
import argon2 from '@node-rs/argon2'
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError, must } from '../../shared/kernel/errors.ts'

/** Argon2id cost; `memory` in KiB. Floor: OWASP ASVS 5.0 appendix C (m >= 46 MiB at t=1, 19 MiB at t=2). */
export type KdfCost = Readonly<{ memory: number; passes: number; lanes: number }>
export const defaultCost: KdfCost = { memory: 128 * 1024, passes: 3, lanes: 1 }
const floor: KdfCost = { memory: 19 * 1024, passes: 2, lanes: 1 }

/** Whose keys these are: `tenant|device|user`, the salt of every derivation and part of what every slot authenticates. */
export type KeyOwner = Readonly<{ tenant: string; device: string; user: string }>
export const ownerText = (owner: KeyOwner): string => `${owner.tenant}|${owner.device}|${owner.user}`

export type Sealed = Readonly<{ nonce: string; text: string }>
export type HpkeSealed = Readonly<{ enc: string; text: string }>

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
})

export const newKey = (): Buffer => randomBytes(32)

const derive = (secret: Buffer, salt: string, info: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, Buffer.from(salt), Buffer.from(info), 32))

/** The key of audit.db, from the device key alone: it must open before anyone signs in. */
export const auditKey = (deviceKey: Buffer): Buffer => derive(deviceKey, 'audit', 'auditdb/v1')

/** The key of `cloud.json`, from the device key alone: what is audited is sent also while nobody is signed in. */
export const cloudFileKey = (deviceKey: Buffer): Buffer => derive(deviceKey, 'cloud', 'cloudfile/v1')

/** The key of what `slots.json` holds of people, from the device key alone: a copied profile opens nothing, whatever is known of passwords. */
export const slotKey = (deviceKey: Buffer): Buffer => derive(deviceKey, 'slots', 'slot/v1')

/** The key of `kit.json`, from the device key alone: two sheets of paper and a copied profile open nothing. */
export const kitFileKey = (deviceKey: Buffer): Buffer => derive(deviceKey, 'kit', 'kitfile/v1')

/** The key that wraps the private half of the practice's emergency kit. What two of its sheets make has 152 bits. */
export const kitKey = (secret: Buffer, tenant: string): Buffer => derive(secret, tenant, 'emergency-kit/v1')

/** What names are hashed under that somebody tried to come in with (tries.ts). */
export const triesKey = (deviceKey: Buffer): Buffer => derive(deviceKey, 'tries', 'tries/v1')

/** The key of the downtime pack, from the workstation key: it opens for whoever may sign in here, and without the store. */
export const packKey = (workstationKey: Buffer): Buffer => derive(workstationKey, 'pack', 'downtimepack/v1')

/** The key that the keys of blobs are made from, for one epoch of the workstation key (src-main/blobs/sealing.ts). */
export const blobKey = (workstationKey: Buffer): Buffer => derive(workstationKey, 'blobs', 'blobs/v1')

/**
 * The key that opens a slot of the first form (earlier-slot.ts): password and device key together, so that neither a copied profile nor a known
 * password is enough. The password is compared as NFC (NIST SP 800-63B-4 3.1.1.2).
 */
export function passwordKey(
  password: string,
  deviceKey: Buffer,
  owner: KeyOwner,
  kdf: KdfCost & { salt: string },
): Buffer {
  const stretched = stretch(password, kdf)
  const both = Buffer.concat([stretched, deviceKey])
  const key = derive(both, ownerText(owner), 'kek/v1')
  for (const secret of [stretched, both]) secret.fill(0)
  return key
}

/** The caller wipes it. Throws `vault.kdf-too-weak`. */
function stretch(password: string, kdf: KdfCost & { salt: string }): Buffer {
  if (!(kdf.memory >= floor.memory && kdf.passes >= floor.passes && kdf.lanes >= floor.lanes))
    throw new AppError('Unavailable', 'vault.kdf-too-weak')
  const typed = Buffer.from(password.normalize('NFC'), 'utf8')
  const stretched = argon2.hashRawSync(typed, {
    algorithm: 2, // Argon2id; the library's const enum cannot be imported one file at a time
    memoryCost: kdf.memory,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64'),
  })
  typed.fill(0)
  return stretched
}

/**
 * The key of the envelope that a person's password opens at every workstation. What it lies in on a disk is sealed with the device
 * key too (slots.ts): there, neither a copied profile nor a known password is enough.
 */
export function personPasswordKey(
  password: string,
  { tenant, user }: Omit<KeyOwner, 'device'>,
  kdf: KdfCost & { salt: string },
): Buffer {
  const stretched = stretch(password, kdf)
  const key = derive(stretched, `${tenant}|${user}`, 'person/v1')
  stretched.fill(0)
  return key
}

/** The key of the envelope that a person's code opens. It carries 160 bits, so it needs no stretching. */
export const personCodeKey = (code: Buffer, { tenant, user }: Omit<KeyOwner, 'device'>): Buffer =>
  derive(code, `${tenant}|${user}`, 'person-code/v1')

/** The key of the device key's envelope, for a keychain that has lost it. The code carries 160 bits, so it needs no stretching. */
export const deviceCodeKey = (code: Buffer, owner: KeyOwner): Buffer =>
  derive(code, ownerText(owner), 'device-code/v1')

/** The key of the envelope that a code of the first form opens (earlier-slot.ts). */
export const recoveryKey = (code: Buffer, owner: KeyOwner): Buffer =>
  derive(code, ownerText(owner), 'recovery/v1')

/** The key that wraps the private half of the practice's recovery key. The practice's code carries 160 bits, too. */
export const practiceCodeKey = (code: Buffer, tenant: string): Buffer =>
  derive(code, tenant, 'practice-recovery/v1')

/** Tells whether a key is the one that was sealed, and nothing else of it. For where only an open store can read it. */
export function checkOf(key: Buffer): string {
  const check = derive(key, 'check', 'key-check/v1')
  const text = check.toString('hex', 0, 8)
  check.fill(0)
  return text
}

const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM with a random 96-bit nonce: nonce, text and tag. Each of these keys seals a handful of things in its life;
 * that of the downtime pack some ten thousand a year, far below the 2^32 of NIST SP 800-38D 8.3.
 */
export function sealBytes(key: Buffer, plain: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(aad))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Null where the key is not the one, or one bit of what was sealed or of `aad` is not what it was. */
export function openBytes(key: Buffer, sealed: Buffer, aad: string): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    })
    decipher.setAAD(Buffer.from(aad))
    decipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

/** The same as text, for what lies in JSON. */
export function seal(key: Buffer, plain: Buffer, aad: string): Sealed {
  const sealed = sealBytes(key, plain, aad)
  return {
    nonce: sealed.subarray(0, nonceBytes).toString('base64'),
    text: sealed.subarray(nonceBytes).toString('base64'),
  }
}

export function unseal(key: Buffer, { nonce, text }: Sealed, aad: string): Buffer | null {
  const start = Buffer.from(nonce, 'base64')
  if (start.length !== nonceBytes) return null
  return openBytes(key, Buffer.concat([start, Buffer.from(text, 'base64')]), aad)
}

/** A user's key pair on this device, or a practice's: what is sealed to `publicKey` can be made while its owner is not there. */
export async function newKeyPair(): Promise<{ publicKey: Buffer; privateKey: Buffer }> {
  const pair = await suite.kem.generateKeyPair()
  return {
    publicKey: Buffer.from(await suite.kem.serializePublicKey(pair.publicKey)),
    privateKey: Buffer.from(await suite.kem.serializePrivateKey(pair.privateKey)),
  }
}

/** HPKE (RFC 9180) base mode to a public key. `info` is authenticated: opened under another, it does not open. */
export async function sealTo(publicKey: Buffer, plain: Buffer, info: string): Promise<HpkeSealed> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(exact(publicKey))
  const sender = await suite.createSenderContext({ recipientPublicKey, info: exact(Buffer.from(info)) })
  const text = await sender.seal(exact(plain))
  return { enc: Buffer.from(sender.enc).toString('base64'), text: Buffer.from(text).toString('base64') }
}

/** Throws `vault.slot-damaged` where the envelope was not made for this key. */
export async function openWith(privateKey: Buffer, sealed: HpkeSealed, info: string): Promise<Buffer> {
  try {
    const recipientKey = await suite.kem.deserializePrivateKey(exact(privateKey))
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc: exact(Buffer.from(sealed.enc, 'base64')),
      info: exact(Buffer.from(info)),
    })
    return Buffer.from(await recipient.open(exact(Buffer.from(sealed.text, 'base64'))))
  } catch {
    throw new AppError('Unavailable', 'vault.slot-damaged')
  }
}

/** The library wants an ArrayBuffer of its own; a pooled Buffer would show it its neighbours. */
function exact(bytes: Buffer): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.length)
  new Uint8Array(copy).set(bytes)
  must(copy.byteLength === bytes.length, 'keys.exact')
  return copy
}
