/** What a file is, by its own first bytes; what its name says must agree. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { fileTypes } from '../../shared/charting/staged-file.ts'

type FileType = (typeof fileTypes)[number]
type Shown = Extract<FileType, `application/${string}` | `image/${string}`>

/** So many first bytes say what it is. A PDF may begin anywhere in them (ISO 32000-1, annex H, implementation note 13). */
export const headBytes = 1024

const byName: readonly (readonly [Shown | 'text', RegExp])[] = [
  ['application/pdf', /^pdf$/],
  ['image/jpeg', /^(?:jpe?g|jpe|jfif)$/],
  ['image/png', /^png$/],
  ['image/webp', /^webp$/],
  ['text', /^(?:txt|text)$/],
]

/** Brands of the ISO base media format that phones write their photos in. */
const heifBrands = /^(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1|avif|avis)$/

function sniff(head: Buffer): Shown | 'heic' | 'tiff' | null {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  if (begins(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp'
  if (begins(0x49, 0x49, 0x2a, 0x00) || begins(0x4d, 0x4d, 0x00, 0x2a)) return 'tiff'
  if (head.toString('latin1', 4, 8) === 'ftyp' && heifBrands.test(head.toString('latin1', 8, 12)))
    return 'heic'
  return head.subarray(0, headBytes).includes('%PDF-') ? 'application/pdf' : null
}

/** What is asked of a file before all of it has been read: `text` where only the rest of it can tell. */
export type Expected = Shown | 'text'

/** `head`: the first `headBytes`, or all there is. Throws `file.heic`, `file.tiff`, `file.kind`, `file.not-what-it-says`. */
export function kindOf(name: string, head: Buffer): Expected {
  const [, ending = ''] = /\.([A-Za-z0-9]{1,8})$/.exec(name) ?? []
  const said = byName.find(([, pattern]) => pattern.test(ending.toLowerCase()))?.[0] ?? null
  const is = sniff(head)
  if (is === 'heic') throw new AppError('Invalid', 'file.heic')
  if (is === 'tiff') throw new AppError('Invalid', 'file.tiff')
  if (is === null && said !== null && said !== 'text') throw new AppError('Invalid', 'file.not-what-it-says')
  if (is === null && ending !== '' && said === null) throw new AppError('Invalid', 'file.kind')
  if (is !== null && ending !== '' && said !== is) throw new AppError('Invalid', 'file.not-what-it-says')
  return is ?? 'text'
}

/** Follows a text as it comes, to say in which encoding it is one. */
export class TextCheck {
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true })
  #isUtf8 = true
  #isText = true

  add(bytes: Uint8Array, last = false): void {
    // tab, line feed, form feed, carriage return; everything else below a space is of no text
    for (const byte of bytes) if (byte < 32 && ![9, 10, 12, 13].includes(byte)) this.#isText = false
    if (!this.#isUtf8) return
    try {
      this.#utf8.decode(bytes, { stream: !last })
    } catch {
      this.#isUtf8 = false
    }
  }

  /** Throws `file.kind` for what is no text. */
  end(): FileType {
    this.add(new Uint8Array(), true)
    if (!this.#isText) throw new AppError('Invalid', 'file.kind')
    return this.#isUtf8 ? 'text/plain; charset=utf-8' : 'text/plain; charset=windows-1252'
  }
}
