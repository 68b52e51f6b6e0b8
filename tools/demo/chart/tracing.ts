/** A small black and white picture of a heart tracing, drawn here so that the demo has an image that is nobody's. */
import { crc32 } from 'node:zlib'

function chunk(type: string, data: Uint8Array): Buffer {
  const made = Buffer.alloc(12 + data.length)
  made.writeUInt32BE(data.length, 0)
  made.write(type, 4, 'latin1')
  made.set(data, 8)
  made.writeUInt32BE(crc32(made.subarray(4, 8 + data.length)), 8 + data.length)
  return made
}

/** Adler-32 of RFC 1950. */
function adler(data: Uint8Array): number {
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return ((b << 16) | a) >>> 0
}

/** Kept as stored blocks (RFC 1951 3.2.4): a compressor's output may differ from one version to the next. */
function stored(data: Uint8Array): Buffer {
  const head = Buffer.from([
    0x78,
    0x01,
    0x01,
    data.length & 255,
    data.length >> 8,
    ~data.length & 255,
    (~data.length >> 8) & 255,
  ])
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(adler(data))
  return Buffer.concat([head, data, tail])
}

/** Height of the line, -1 to 1, at a share of one beat. */
function beat(share: number): number {
  const bump = (at: number, width: number, size: number) => size * Math.exp(-(((share - at) / width) ** 2))
  return (
    bump(0.18, 0.03, 0.14) +
    bump(0.34, 0.008, -0.14) +
    bump(0.37, 0.01, 1) +
    bump(0.4, 0.01, -0.28) +
    bump(0.62, 0.05, 0.27)
  )
}

const width = 480
const height = 120

/** PNG (ISO 15948), one bit a pixel, with the grid that such paper has. */
export function tracing(beatsAMinute: number): Buffer {
  const row = width / 8 + 1
  const pixels = Buffer.alloc(row * height, 255)
  for (let y = 0; y < height; y++) pixels[y * row] = 0
  const dot = (x: number, y: number) => {
    const at = y * row + 1 + (x >> 3)
    pixels[at] = (pixels[at] ?? 255) & ~(128 >> (x & 7))
  }
  for (let x = 0; x < width; x += 20) for (let y = 0; y < height; y += 4) dot(x, y)
  for (let y = 0; y < height; y += 20) for (let x = 0; x < width; x += 4) dot(x, y)
  const perBeat = (60 / beatsAMinute) * 100
  let before = 0
  for (let x = 0; x < width; x++) {
    const y = Math.round(84 - 62 * beat((x % perBeat) / perBeat))
    const from = x === 0 ? y : before
    for (let each = Math.min(from, y); each <= Math.max(from, y); each++)
      dot(x, Math.max(0, Math.min(height - 1, each)))
    before = y
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', stored(pixels)),
    chunk('IEND', new Uint8Array()),
  ])
}
