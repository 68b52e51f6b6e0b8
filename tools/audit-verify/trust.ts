/** Whose signature counts: a key that was given, or else the one that what is proven names itself, which is then said. */
import { createHash, createPublicKey, hash, verify, X509Certificate, type KeyObject } from 'node:crypto'

export const sha256 = (data: string | Uint8Array): string => hash('sha256', data, 'hex')

/** What somebody has from elsewhere. `key`: SHA-256 of the cloud's key, hex. `authority`: PEM. */
export type Pinned = Readonly<{ key: string | null; authority: string | null }>

export class Trust {
  readonly #pinned: Pinned
  readonly #keys = new Map<string, KeyObject | null>()
  readonly #certs = new Map<string, X509Certificate | null>()
  #key: string | null = null
  #authority: X509Certificate | null = null

  constructor(pinned: Pinned) {
    this.#pinned = pinned
    if (pinned.authority !== null) this.#authority = readPem(pinned.authority)
  }

  /** SHA-256 of the key that counts, and whether it was given; null where there is none. */
  get cloudKey(): Readonly<{ sha256: string; given: boolean }> | null {
    const own = this.#pinned.key ?? (this.#key === null ? null : fingerprint(this.#key))
    return own === null ? null : { sha256: own, given: this.#pinned.key !== null }
  }

  get authority(): Readonly<{ sha256: string; given: boolean }> | null {
    return this.#authority && { sha256: sha256(this.#authority.raw), given: this.#pinned.authority !== null }
  }

  /** A key (SPKI, DER, base64) that something names: the first counts, where none was given. False where another does. */
  isCloud(key: string): boolean {
    if (this.#pinned.key !== null) return fingerprint(key) === this.#pinned.key
    this.#key ??= key
    return key === this.#key
  }

  /** An authority that something names, PEM: the first counts, where none was given. False where another does. */
  isAuthority(pem: string): boolean {
    const named = readPem(pem)
    if (!named) return false
    this.#authority ??= named
    return named.fingerprint256 === this.#authority.fingerprint256
  }

  /** Whether it is signed with the cloud's key. */
  byCloud(key: string, text: string, sig: string): boolean {
    return this.isCloud(key) && isSigned(this.#keyOf(key), text, sig)
  }

  /** The workstation that has signed this with a certificate (DER, base64) of the authority; null where that does not hold. */
  byWorkstation(cert: string, text: string, sig: string): string | null {
    const read = this.#certOf(cert)
    if (!read || !isSigned(read.publicKey, text, sig)) return null
    const [, device] = /^CN=([0-9a-f-]{36})$/m.exec(read.subject) ?? []
    return device ?? null
  }

  /** SPKI, DER, base64; null where it is no key of the kind. */
  #keyOf(key: string): KeyObject | null {
    const known = this.#keys.get(key)
    if (known !== undefined) return known
    const read = orNull(() =>
      createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }),
    )
    this.#keys.set(key, read)
    return read
  }

  #certOf(cert: string): X509Certificate | null {
    const known = this.#certs.get(cert)
    if (known !== undefined) return known
    const read = orNull(() => new X509Certificate(Buffer.from(cert, 'base64')))
    const ca = this.#authority
    const vouched = read && ca && orNull(() => read.verify(ca.publicKey)) === true ? read : null
    this.#certs.set(cert, vouched)
    return vouched
  }
}

/** Of a key (SPKI, DER, base64). */
export const fingerprint = (key: string): string =>
  createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex')

const readPem = (pem: string): X509Certificate | null => orNull(() => new X509Certificate(pem))

const isSigned = (key: KeyObject | null, text: string, sig: string): boolean =>
  key !== null && orNull(() => verify('sha256', Buffer.from(text), key, Buffer.from(sig, 'base64'))) === true

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
