/**
 * The log, read in pages as large as the cloud gives and taken in in pieces as small as whoever works at the workstation needs them: a piece is a
 * page like any other, whose last line ends what it began, and is looked at like any page. So a small piece costs the cloud no question.
 * A page is cut only once all of it has been read: what does not lead where it says it does goes on whole, and is refused as a whole.
 */
import { pieceOf, type CutPoint, type Sha256, type Weigh } from '../../shared/sync/log-chain.ts'
import { pullRows, type Cursor, type Page, type PullRefusal } from '../../shared/sync/wire.ts'
import type { Packer } from './packer.ts'
import { PageReading } from './page-reading.ts'
import type { PageTaken } from './transport.ts'

type Ask = (cursor: Cursor, limit: number, asOf: Cursor | null) => Promise<Page | PullRefusal>
type Parts = Readonly<{
  sha256: Sha256
  /** Others have their turn before a piece that is here already, and while a page is read. */
  turn(): Promise<void>
  /** Packs the long texts of a page before they are written; null where whoever writes packs. */
  packer: Packer | null
}>
/** What is left begins at `from`. */
type Cut = Readonly<{
  reading: PageReading
  points: readonly CutPoint[]
  from: CutPoint
  asOf: Cursor | null
}>
/** `page` once it is here, `reading` once it is looked at. */
type Ahead = {
  readonly cursor: Cursor
  readonly asOf: Cursor | null
  readonly answer: Promise<Page | PullRefusal>
  page?: Page
  reading?: PageReading
}

/** Who does not weigh counts lines. */
const oneEach: Weigh = () => 1

export class ReadAhead {
  readonly #ask: Ask
  readonly #parts: Parts
  /** A page of which a piece was given. */
  #cut: Cut | null = null
  /** The page after it, asked for while it is taken in. */
  #ahead: Ahead | null = null

  constructor(ask: Ask, parts: Parts) {
    this.#ask = ask
    this.#parts = parts
  }

  /** Something was sent: what was read before does not say what becomes of it. */
  forget(): void {
    this.#cut = null
    this.#ahead = null
  }

  close(): void {
    this.forget()
    this.#parts.packer?.close()
  }

  /** At least one line, and lines of about the weight `limit`; what does not follow `cursor` as it was asked for is asked for anew. */
  async pull(
    cursor: Cursor,
    limit: number,
    asOf: Cursor | null,
    weigh?: Weigh,
  ): Promise<PageTaken | PullRefusal> {
    const read = (page: Page, from: Cursor) =>
      new PageReading(page, from, { ...this.#parts, apart: limit, weigh: weigh ?? oneEach })
    const cut = this.#cut
    this.#cut = null
    if (cut && follows(cut.from.at, cursor, asOf, cut.asOf)) {
      await this.#parts.turn()
      this.#readOn(read)
      return this.#piece(cut, asOf)
    }
    const ahead = this.#ahead
    this.#ahead = null
    const isAsked = ahead !== null && follows(ahead.cursor, cursor, asOf, ahead.asOf)
    const page = await (isAsked ? ahead.answer : this.#ask(cursor, pullRows, asOf))
    if ('refused' in page) return page
    if (page.to.seq > cursor.seq && page.to.seq < page.head)
      this.#askAhead(page.to, stillBeyond(asOf, page.to))
    if (!weigh && page.lines.length <= limit) return page
    const reading = (isAsked && ahead.reading) || read(page, cursor)
    const points = await this.#wholly(reading)
    return points ? this.#piece({ reading, points, from: { count: 0, at: page.from } }, asOf) : page
  }

  /** Whoever waits has their turn meanwhile: to read a large page takes several times as long as a search. */
  async #wholly(reading: PageReading): Promise<readonly CutPoint[] | null> {
    for (;;) {
      const points = reading.step()
      if (points !== undefined) return points
      await this.#parts.turn()
    }
  }

  #piece({ reading, points, from }: Omit<Cut, 'asOf'>, asOf: Cursor | null): PageTaken {
    const { page, packed } = reading
    const to = points.find(({ count }) => count > from.count)
    if (!to) return page
    if (to.count < page.lines.length)
      this.#cut = { reading, points, from: to, asOf: stillBeyond(asOf, to.at) }
    // for what comes every day no thread is kept
    else if (!this.#ahead) this.#parts.packer?.close()
    return { ...pieceOf(page, from, to), packed }
  }

  /** Some lines of the page that is next, where it is here: so that it is read, and its texts are packed, before it has its turn. */
  #readOn(read: (page: Page, from: Cursor) => PageReading): void {
    const ahead = this.#ahead
    if (ahead?.page) (ahead.reading ??= read(ahead.page, ahead.cursor)).step()
  }

  /** Of whoever goes on where the page ends. Whether it does follow there is looked at when it is taken in, like of any page. */
  #askAhead(cursor: Cursor, asOf: Cursor | null): void {
    const answer = this.#ask(cursor, pullRows, asOf)
    const ahead: Ahead = { cursor, asOf, answer }
    answer.then(
      (page) => {
        if (!('refused' in page)) ahead.page = page
      },
      // whoever comes for it hears of its failure; until then nobody does
      () => undefined,
    )
    this.#ahead = ahead
  }
}

const stillBeyond = (asOf: Cursor | null, cursor: Cursor): Cursor | null =>
  asOf && asOf.seq > cursor.seq ? asOf : null

const same = (one: Cursor | null, other: Cursor | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.epoch === other.epoch && one.seq === other.seq && one.h === other.h)

const follows = (from: Cursor, cursor: Cursor, asOf: Cursor | null, askedAsOf: Cursor | null): boolean =>
  same(from, cursor) && same(asOf, askedAsOf)
