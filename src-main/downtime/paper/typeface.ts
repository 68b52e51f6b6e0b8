/** One weight of the typeface in one document: how wide a text is, and its letters as the document numbers them. */
import * as fontkit from '@cantoo/fontkit'
import { PDFHexString, type PDFDocument, type PDFFont } from '@cantoo/pdf-lib'
import { must } from '../../../shared/kernel/errors.ts'
import { fitLetters } from './letters.ts'

export type Weight = 'regular' | 'bold'
/** The bytes of a font file (TrueType or WOFF), by weight. */
export type FontFiles = Readonly<Record<Weight, Uint8Array>>
export type Faces = Readonly<Record<Weight, Typeface>>

/** What is drawn letter by letter needs neither kerning nor ligatures, and is as wide as its letters. */
const features = { liga: false, kern: false }

export class Typeface {
  readonly font: PDFFont
  readonly #shape: fontkit.Font
  readonly #widths = new Map<string, number>()
  readonly #codes = new Map<string, string>()
  readonly #has = (codePoint: number): boolean => this.#shape.hasGlyphForCodePoint(codePoint)

  constructor(font: PDFFont, shape: fontkit.Font) {
    this.font = font
    this.#shape = shape
  }

  /** As it can be drawn: on one line, with letters that are there. */
  fit(text: string): string {
    return fitLetters(text, this.#has)
  }

  /** Of a text that fits, in points. */
  width(text: string, size: number): number {
    let units = 0
    for (const letter of text) units += this.#widthOf(letter)
    return (units * size) / this.#shape.unitsPerEm
  }

  /** Of a text that fits. */
  encode(text: string): PDFHexString {
    let hex = ''
    for (const letter of text) hex += this.#codeOf(letter)
    return PDFHexString.of(hex)
  }

  #widthOf(letter: string): number {
    const known = this.#widths.get(letter)
    if (known !== undefined) return known
    const width = this.#shape.glyphForCodePoint(letter.codePointAt(0) ?? 0)?.advanceWidth ?? 0
    this.#widths.set(letter, width)
    return width
  }

  /** Asked once a letter: the file gets the letters that were asked for, and no others. */
  #codeOf(letter: string): string {
    const known = this.#codes.get(letter)
    if (known !== undefined) return known
    const code = this.font.encodeText(letter).asString()
    this.#codes.set(letter, code)
    return code
  }
}

export async function embedFaces(document: PDFDocument, files: FontFiles): Promise<Faces> {
  document.registerFontkit(fontkit)
  const face = async (bytes: Uint8Array) => {
    const shape = fontkit.create(bytes)
    must(shape && 'glyphForCodePoint' in shape, 'paper.not-one-font')
    return new Typeface(await document.embedFont(bytes, { subset: true, features }), shape)
  }
  return { regular: await face(files.regular), bold: await face(files.bold) }
}
