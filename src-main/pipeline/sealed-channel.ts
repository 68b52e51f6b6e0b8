/**
 * The channel between a page and the vault. The main process carries its frames and checks who sends them, but cannot
 * read them: no name, note or password ever stands in its memory. Preload and vault run the same code; the page has
 * WebCrypto only, and the vault brings a cipher of its own. Ephemeral ECDH P-256, HKDF-SHA-256, AES-256-GCM; one key a
 * direction, the nonce is the frame's number. What is sealed begins with a byte that says whether the text after it is
 * deflated: a day of four hundred appointments is a quarter of a million letters, most of them the names of its fields,
 * and each hop between processes copies all of them. Only the vault deflates: what a page sends is never made larger here.
 */
export type SealedChannel = Readonly<{
  seal(text: string): Promise<Uint8Array<ArrayBuffer>>
  /** Rejects a frame that is altered, repeated, far behind, or of another channel. Opens frames in the order given. */
  open(frame: Uint8Array): Promise<string>
}>
export type Side = 'page' | 'vault'

export type Bytes = Uint8Array<ArrayBuffer>
/** AES-256-GCM under one key; what is sealed ends with its tag of 16 bytes. Rejects, or throws, what is not whole. */
export type Cipher = Readonly<{
  seal(nonce: Bytes, plain: Bytes): Promise<Bytes> | Bytes
  open(nonce: Bytes, sealed: Bytes): Promise<Bytes> | Bytes
}>
/** `secret` may be used to derive, and for nothing else. */
export type CipherOf = (secret: CryptoKey, derivation: HkdfParams) => Promise<Cipher>

const webCipher: CipherOf = async (secret, derivation) => {
  const how = { name: 'AES-GCM', length: 256 }
  const key = await crypto.subtle.deriveKey(derivation, secret, how, false, ['encrypt', 'decrypt'])
  const under = (iv: Bytes) => ({ name: 'AES-GCM', iv })
  return {
    seal: async (nonce, plain) => new Uint8Array(await crypto.subtle.encrypt(under(nonce), key, plain)),
    open: async (nonce, sealed) => new Uint8Array(await crypto.subtle.decrypt(under(nonce), key, sealed)),
  }
}

/** Deflates, raw (RFC 1951). */
export type Deflate = (text: Bytes) => Bytes
/** Letters. Of less there is little to gain. */
const worthDeflating = 16 * 1024
const [plainly, deflated] = [0, 1]

async function inflate(bytes: Bytes): Promise<Bytes> {
  const { readable, writable } = new DecompressionStream('deflate-raw')
  const writer = writable.getWriter()
  // a fault is that of the reading, too
  void writer.write(bytes).catch(() => undefined)
  void writer.close().catch(() => undefined)
  return new Uint8Array(await new Response(readable).arrayBuffer())
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const directions = ['page-to-vault', 'vault-to-page'] as const

/** A key pair for one channel; `finish` agrees with the other side's public key (65 bytes, uncompressed point). */
export async function startChannel(
  side: Side,
  cipherOf: CipherOf = webCipher,
  deflate: Deflate | null = null,
): Promise<Readonly<{ publicKey: Bytes; finish(other: Uint8Array): Promise<SealedChannel> }>> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey,
    async finish(other) {
      const otherKey = await crypto.subtle.importKey('raw', copyOf(other), curve, false, [])
      const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: otherKey }, pair.privateKey, 256)
      const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey', 'deriveBits'])
      const [page, vault] = side === 'page' ? [publicKey, other] : [other, publicKey]
      const salt = await crypto.subtle.digest('SHA-256', joined(page, vault))
      const [toVault, toPage] = await Promise.all(
        directions.map((direction) =>
          cipherOf(secret, {
            name: 'HKDF',
            hash: 'SHA-256',
            salt,
            info: new TextEncoder().encode(`holdfast/door/v2/${direction}`),
          }),
        ),
      )
      if (!toVault || !toPage) throw new Error('channel keys')
      return side === 'page' ? channelOf(toVault, toPage, inflate) : channelOf(toPage, toVault, null, deflate)
    },
  }
}

/** `inflated`: null where nothing deflated is taken. */
function channelOf(
  outwards: Cipher,
  inwards: Cipher,
  inflated: ((bytes: Bytes) => Promise<Bytes>) | null,
  deflate: Deflate | null = null,
): SealedChannel {
  let sent = 0
  const replays = new ReplayWindow()
  // frames are opened one after the other, in the order they came
  let opening: Promise<unknown> = Promise.resolve()
  return {
    async seal(text) {
      const number = sent++
      const bytes = new TextEncoder().encode(text)
      const isLong = deflate !== null && bytes.length >= worthDeflating
      const sealed = await outwards.seal(
        nonceOf(number),
        isLong ? joined([deflated], deflate(bytes)) : joined([plainly], bytes),
      )
      const frame = new Uint8Array(8 + sealed.length)
      new DataView(frame.buffer).setBigUint64(0, BigInt(number))
      frame.set(sealed, 8)
      return frame
    },
    open(frame) {
      const next = opening.then(async () => {
        const bytes = copyOf(frame)
        const number = bytes.length < 24 ? -1 : Number(new DataView(bytes.buffer).getBigUint64(0))
        if (!replays.fresh(number)) throw new Error('frame repeated')
        const plain = await inwards.open(nonceOf(number), bytes.subarray(8))
        replays.use(number)
        const body = plain.subarray(1)
        if (plain[0] === plainly) return new TextDecoder().decode(body)
        if (plain[0] !== deflated || inflated === null) throw new Error('frame in no known form')
        return new TextDecoder().decode(await inflated(body))
      })
      opening = next.catch(() => undefined)
      return next
    },
  }
}

/** Which frame numbers have been used. Answers may overtake each other, by less than the window. */
class ReplayWindow {
  static readonly size = 4096
  readonly #used = new Set<number>()
  #highest = -1

  fresh(number: number): boolean {
    return (
      Number.isSafeInteger(number) &&
      number >= 0 &&
      number > this.#highest - ReplayWindow.size &&
      !this.#used.has(number)
    )
  }

  use(number: number): void {
    this.#used.add(number)
    this.#highest = Math.max(this.#highest, number)
    for (const old of this.#used) {
      if (old > this.#highest - ReplayWindow.size) break
      this.#used.delete(old)
    }
  }
}

function nonceOf(number: number): Bytes {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setBigUint64(4, BigInt(number))
  return nonce
}

function copyOf(bytes: Uint8Array): Bytes {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy
}

function joined(a: ArrayLike<number>, b: Uint8Array): Bytes {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
