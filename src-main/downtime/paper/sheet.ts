/** Pages, filled from top to bottom: a line is never split, and what goes on says so on the next page. */
import {
  beginText,
  endText,
  moveText,
  popGraphicsState,
  pushGraphicsState,
  rectangle,
  fill,
  lineTo,
  moveTo,
  setFillingGrayscaleColor,
  setFontAndSize,
  setLineWidth,
  setStrokingGrayscaleColor,
  showText,
  stroke,
  type PDFDocument,
  type PDFName,
  type PDFOperator,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { Faces, Weight } from './typeface.ts'
import { wrap } from './wrap.ts'

/** US Letter, in points. Below `bottom` stand the foot, and, on what is printed, who printed it. */
export const paper = { width: 612, height: 792, left: 42, right: 570, top: 64, bottom: 736 } as const

export type Style = Readonly<{ weight?: Weight; size?: number; gray?: number }>
/** One column of a line: where it begins, how wide it is. */
export type Cell = Readonly<{ x: number; width: number; text: string; style?: Style; align?: 'right' }>

/** What is drawn at the head of every page, and at its foot once it is known how many there are. */
export type Furniture = Readonly<{
  head(sheet: Sheet): void
  foot(sheet: Sheet, page: number, pages: number): void
}>

const size = 9
/** From one line to the next, for letters of a size. */
export const leading = (style: Style = {}): number => Math.round((style.size ?? size) * 1.34 * 2) / 2

type Drawn = { page: PDFPage; names: Record<Weight, PDFName>; operators: PDFOperator[] }

export class Sheet {
  readonly #document: PDFDocument
  readonly #faces: Faces
  readonly #furniture: Furniture
  readonly #pages: Drawn[] = []
  #page = -1
  /** The top of the next line, from the top of the page. */
  y: number = paper.bottom
  /** What stands at the top of a page that a block goes on on. */
  #again: (() => void) | null = null
  #label: { text: string; drawn: boolean } | null = null

  constructor(document: PDFDocument, faces: Faces, furniture: Furniture) {
    this.#document = document
    this.#faces = faces
    this.#furniture = furniture
  }

  /** The number of the page that is being filled; the first is 1. */
  get page(): number {
    return this.#page + 1
  }

  newPage(): void {
    const page = this.#document.addPage([paper.width, paper.height])
    const nameOf = (weight: Weight) => page.node.newFontDictionary(weight, this.#faces[weight].font.ref)
    this.#pages.push({ page, names: { regular: nameOf('regular'), bold: nameOf('bold') }, operators: [] })
    this.#page = this.#pages.length - 1
    this.y = paper.top
    this.#furniture.head(this)
  }

  /** Goes to the next page where less than `height` is left on this one. */
  need(height: number): void {
    if (this.y + height <= paper.bottom) return
    this.newPage()
    const label = this.#label
    this.#label = null
    this.#again?.()
    this.#label = label && { text: label.text, drawn: false }
  }

  /** Everything `draw` puts down is one block: where it goes on on a further page, `again` is drawn first. */
  block(again: () => void, draw: () => void): void {
    this.#again = again
    draw()
    this.#again = null
  }

  /** What stands at the left of the lines that `draw` puts down: at the first of them, and at the first of every page. */
  labelled(text: string, draw: () => void): void {
    this.#label = { text, drawn: false }
    draw()
    this.#label = null
  }

  /** Puts cells side by side, each as many lines as it needs, and goes on below the longest. */
  line(...cells: readonly Cell[]): void {
    const columns = cells.map(({ text, style = {}, width, ...cell }) => ({
      ...cell,
      width,
      style,
      lines: wrap(text, this.#faceOf(style), style.size ?? size, width),
    }))
    const height = Math.max(...columns.map(({ style }) => leading(style)))
    const count = Math.max(...columns.map(({ lines }) => lines.length))
    for (let n = 0; n < count; n += 1) {
      this.need(height)
      this.#drawLabel()
      for (const { lines, x, width, style, align } of columns) {
        const text = lines[n]
        if (text)
          this.text(align === 'right' ? x + width - this.widthOf(text, style) : x, this.y, text, style)
      }
      this.y += height
    }
  }

  /** A text as it is, its line beginning `top` below the top of the page. On another page, where one is named. */
  text(x: number, top: number, text: string, style: Style = {}, page = this.page): void {
    const drawn = this.#pages[page - 1]
    const face = this.#faceOf(style)
    const shown = face.fit(text)
    if (!drawn || shown === '') return
    const points = style.size ?? size
    drawn.operators.push(
      beginText(),
      setFillingGrayscaleColor(style.gray ?? 0),
      setFontAndSize(drawn.names[style.weight ?? 'regular'], points),
      moveText(round(x), round(paper.height - top - points)),
      showText(face.encode(shown)),
      endText(),
    )
  }

  /** Of one line, in points. */
  widthOf(text: string, style: Style = {}): number {
    const face = this.#faceOf(style)
    return face.width(face.fit(text), style.size ?? size)
  }

  rule(x: number, top: number, width: number, gray = 0.6, weight = 0.5): void {
    const y = round(paper.height - top)
    this.#draw(
      setLineWidth(weight),
      setStrokingGrayscaleColor(gray),
      moveTo(round(x), y),
      lineTo(round(x + width), y),
      stroke(),
    )
  }

  box(x: number, top: number, width: number, height: number, gray = 0.3, weight = 0.75): void {
    this.#draw(
      setLineWidth(weight),
      setStrokingGrayscaleColor(gray),
      rectangle(round(x), round(paper.height - top - height), round(width), round(height)),
      stroke(),
    )
  }

  /** Fills a rectangle with a grey; what is drawn after it stands on it. */
  shade(x: number, top: number, width: number, height: number, gray: number): void {
    this.#draw(
      setFillingGrayscaleColor(gray),
      rectangle(round(x), round(paper.height - top - height), round(width), round(height)),
      fill(),
    )
  }

  /** Draws every foot, now that it is known how many pages there are. Returns how many. */
  finish(): number {
    const pages = this.#pages.length
    for (const [index, { page, operators }] of this.#pages.entries()) {
      this.#page = index
      this.#furniture.foot(this, index + 1, pages)
      page.pushOperators(pushGraphicsState(), ...operators, popGraphicsState())
    }
    return pages
  }

  #draw(...operators: PDFOperator[]): void {
    this.#pages[this.#page]?.operators.push(...operators)
  }

  #drawLabel(): void {
    const label = this.#label
    if (!label || label.drawn) return
    // once a page: a label is short, and goes into its margin on one line
    label.drawn = true
    this.text(paper.left, this.y, label.text, { weight: 'bold' })
  }

  #faceOf({ weight = 'regular' }: Style) {
    return this.#faces[weight]
  }
}

const round = (points: number): number => Math.round(points * 100) / 100
