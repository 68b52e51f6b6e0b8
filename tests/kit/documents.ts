/** Files as scanners and phones write them, made here: real PNG, PDF and JPEG, of any size. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

export const shaOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A picture of noise, of about three bytes a pixel: nothing compresses it. */
export function aPng(width = 32, height = 20): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.of(0), randomBytes(width * 3)]))
  return Buffer.concat([
    Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** As a scanner writes it: a picture on every page, and some words. `noise`: bytes of each picture. */
export function aPdf(pages = 1, noise = 3 * 64 * 64, words = 'Consent to treatment'): Buffer {
  const side = Math.floor(Math.sqrt(noise / 3))
  const objects: Buffer[] = []
  const add = (text: string, stream?: Buffer): number => {
    const body = stream
      ? Buffer.concat([Buffer.from(`${text}\nstream\n`), stream, Buffer.from('\nendstream')])
      : Buffer.from(text)
    objects.push(body)
    return objects.length
  }
  const kids = Array.from({ length: pages }, (_, page) => {
    const pixels = randomBytes(side * side * 3)
    const image = add(
      `<< /Type /XObject /Subtype /Image /Width ${side} /Height ${side} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Length ${pixels.length} >>`,
      pixels,
    )
    const drawing = Buffer.from(
      `q 300 0 0 300 156 300 cm /I Do Q BT /F 18 Tf 72 720 Td (${words}, page ${page + 1}) Tj ET`,
    )
    const content = add(`<< /Length ${drawing.length} >>`, drawing)
    const root = pages * 3 + 2
    return add(
      `<< /Type /Page /Parent ${root} 0 R /MediaBox [0 0 612 792] /Contents ${content} 0 R /Resources << /XObject << /I ${image} 0 R >> /Font << /F ${pages * 3 + 1} 0 R >> >> >>`,
    )
  })
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  const list = add(`<< /Type /Pages /Count ${pages} /Kids [${kids.map((n) => `${n} 0 R`).join(' ')}] >>`)
  const catalog = add(`<< /Type /Catalog /Pages ${list} 0 R >>`)
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let at = parts[0]?.length ?? 0
  const offsets = objects.map((body, index) => {
    const object = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')])
    parts.push(object)
    at += object.length
    return at - object.length
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root ${catalog} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(parts)
}

/** A JPEG of one grey pixel. */
export const aJpeg: Buffer = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q==',
  'base64',
)

/** Writes files into a folder; their paths, in order. */
export function filesIn(folder: string, files: Readonly<Record<string, Uint8Array>>): string[] {
  mkdirSync(folder, { recursive: true })
  return Object.entries(files).map(([name, bytes]) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  })
}
