/**
 * The channel between a page and the vault. The main process carries its frames and checks who sends them, but cannot
 * read them: no name, note or password ever stands in its memory. WebCrypto only, so that preload and vault run the
 * same code. Ephemeral ECDH P-256, HKDF-SHA-256, AES-256-GCM; one key a direction, the nonce is the frame's number.
 */
export type SealedChannel = Readonly<{
  seal(text: string): Promise<Uint8Array<ArrayBuffer>>
  /** Rejects a frame that is altered, repeated, far behind, or of another channel. Opens frames in the order given. */
  open(frame: Uint8Array): Promise<string>
}>
export type Side = 'page' | 'vault'

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const directions = ['page-to-vault', 'vault-to-page'] as const

/** A key pair for one channel; `finish` agrees with the other side's public key (65 bytes, uncompressed point). */
export async function startChannel(
  side: Side,
): Promise<
  Readonly<{ publicKey: Uint8Array<ArrayBuffer>; finish(other: Uint8Array): Promise<SealedChannel> }>
> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return {
    publicKey,
    async finish(other) {
      const otherKey = await crypto.subtle.importKey('raw', copyOf(other), curve, false, [])
      const bits = await crypto.subtle.deriveBits({ name: 'ECDH', public: otherKey }, pair.privateKey, 256)
      const secret = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey'])
      const [page, vault] = side === 'page' ? [publicKey, other] : [other, publicKey]
      const salt = await crypto.subtle.digest('SHA-256', joined(page, vault))
      const [toVault, toPage] = await Promise.all(
        directions.map((direction) =>
          crypto.subtle.deriveKey(
            {
              name: 'HKDF',
              hash: 'SHA-256',
              salt,
              info: new TextEncoder().encode(`holdfast/door/v1/${direction}`),
            },
            secret,
            { name: 'AES-GCM', length: 256 },
            false,
            ['encrypt', 'decrypt'],
          ),
        ),
      )
      if (!toVault || !toPage) throw new Error('channel keys')
      return side === 'page' ? channelOf(toVault, toPage) : channelOf(toPage, toVault)
    },
  }
}

function channelOf(sendKey: CryptoKey, receiveKey: CryptoKey): SealedChannel {
  let sent = 0
  const replays = new ReplayWindow()
  // frames are opened one after the other, in the order they came
  let opening: Promise<unknown> = Promise.resolve()
  return {
    async seal(text) {
      const number = sent++
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv: nonceOf(number) },
        sendKey,
        new TextEncoder().encode(text),
      )
      const frame = new Uint8Array(8 + sealed.byteLength)
      new DataView(frame.buffer).setBigUint64(0, BigInt(number))
      frame.set(new Uint8Array(sealed), 8)
      return frame
    },
    open(frame) {
      const next = opening.then(async () => {
        const bytes = copyOf(frame)
        const number = bytes.length < 24 ? -1 : Number(new DataView(bytes.buffer).getBigUint64(0))
        if (!replays.fresh(number)) throw new Error('frame repeated')
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: nonceOf(number) },
          receiveKey,
          bytes.subarray(8),
        )
        replays.use(number)
        return new TextDecoder().decode(plain)
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

function nonceOf(number: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12)
  new DataView(nonce.buffer).setBigUint64(4, BigInt(number))
  return nonce
}

function copyOf(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes.length)
  copy.set(bytes)
  return copy
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
