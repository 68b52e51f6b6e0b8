/**
 * How the bytes of a blob lie on the disk. A header (magic, epoch of the key, size of a chunk, salt), the chunks, a trailer
 * that seals hash and length. Each file has a key of its own, from the epoch's key and its salt; each part is AES-256-GCM
 * with its number as the nonce, and the header as additional data. So no chunk can be changed, moved, left out, cut off or
 * come from another file, and any of them can be read without the others.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const magic = Buffer.from('HFB1')
export const headerBytes = 4 + 4 + 4 + 32
export const tagBytes = 16
/** SHA-256 and the number of bytes. */
const sealBytes = 32 + 8
export const trailerBytes = sealBytes + tagBytes
/** Bytes of a chunk before it is sealed. */
export const chunkSize = 256 * 1024

/** The keys of blobs by epoch of the workstation key: a file stays readable when the workstation key is changed. */
export type BlobKeys = Readonly<{ newest: number; of: ReadonlyMap<number, Buffer> }>

export class Sealing {
  readonly header: Buffer
  readonly #key: Buffer

  private constructor(header: Buffer, root: Buffer) {
    this.header = header
    const salt = header.subarray(12, headerBytes)
    this.#key = Buffer.from(hkdfSync('sha256', root, salt, Buffer.from('blob/v1'), 32))
  }

  /** For a new file, under the newest key. */
  static begin(keys: BlobKeys): Sealing {
    const root = keys.of.get(keys.newest)
    if (!root) throw new Error('no key of the newest epoch')
    const numbers = Buffer.alloc(8)
    numbers.writeUInt32BE(keys.newest, 0)
    numbers.writeUInt32BE(chunkSize, 4)
    return new Sealing(Buffer.concat([magic, numbers, randomBytes(32)]), root)
  }

  /** For a file that is there; null where that is no header, or none whose key we have. */
  static read(header: Buffer, keys: BlobKeys): Sealing | null {
    if (header.length !== headerBytes || !header.subarray(0, 4).equals(magic)) return null
    const root = keys.of.get(header.readUInt32BE(4))
    return root && header.readUInt32BE(8) === chunkSize ? new Sealing(header, root) : null
  }

  sealChunk(index: number, plain: Buffer): Buffer {
    return this.#seal(nonceOf(0, index), plain)
  }

  /** Null where one bit of it is not what was written there. */
  openChunk(index: number, sealed: Buffer): Buffer | null {
    return this.#open(nonceOf(0, index), sealed)
  }

  sealTrailer(sha: string, size: number): Buffer {
    const plain = Buffer.alloc(sealBytes)
    plain.write(sha, 0, 'hex')
    plain.writeBigUInt64BE(BigInt(size), 32)
    return this.#seal(nonceOf(1, 0), plain)
  }

  openTrailer(sealed: Buffer): Readonly<{ sha: string; size: number }> | null {
    const plain = this.#open(nonceOf(1, 0), sealed)
    return plain && { sha: plain.toString('hex', 0, 32), size: Number(plain.readBigUInt64BE(32)) }
  }

  #seal(nonce: Buffer, plain: Buffer): Buffer {
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(this.header)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  #open(nonce: Buffer, sealed: Buffer): Buffer | null {
    if (sealed.length < tagBytes) return null
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#key, nonce, { authTagLength: tagBytes })
      decipher.setAAD(this.header)
      decipher.setAuthTag(sealed.subarray(-tagBytes))
      return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()])
    } catch {
      return null
    }
  }
}

/** A file's key seals each number once. `part`: 0 for chunks, 1 for the trailer. */
function nonceOf(part: 0 | 1, index: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(part, 0)
  nonce.writeBigUInt64BE(BigInt(index), 4)
  return nonce
}

/** How long the file of so many bytes is. */
export const fileLength = (size: number): number =>
  headerBytes + size + Math.ceil(size / chunkSize) * tagBytes + trailerBytes

/** Where chunk `index` begins. */
export const chunkOffset = (index: number): number => headerBytes + index * (chunkSize + tagBytes)
