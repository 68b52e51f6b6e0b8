/**
 * The log, read in pages as large as the cloud gives and taken in in pieces as small as whoever works at the workstation needs them: a piece is a
 * page like any other, whose last line ends what it began, and is looked at like any page. So a small piece costs the cloud no question.
 * A page is cut only once all of it has been read: what does not lead where it says it does goes on whole, and is refused as a whole.
 */
import { pieceOf, readPage, type ReadLines, type Sha256 } from '../../shared/sync/log-chain.ts'
import { pullRows, type Cursor, type Page, type PullRefusal } from '../../shared/sync/wire.ts'

type Answer = Page | PullRefusal
type Ask = (cursor: Cursor, limit: number, asOf: Cursor | null) => Promise<Answer>
/** `given`: so many lines; what is left begins at `from`. */
type Cut = Readonly<{ page: Page; read: ReadLines; given: number; from: Cursor; asOf: Cursor | null }>
type Ahead = Readonly<{ cursor: Cursor; asOf: Cursor | null; answer: Promise<Answer> }>

export class ReadAhead {
  readonly #ask: Ask
  readonly #sha256: Sha256
  /** Others have their turn before a piece that is here already. */
  readonly #turn: () => Promise<void>
  /** A page of which a piece was given. */
  #cut: Cut | null = null
  /** The page after it, asked for while it is taken in. */
  #ahead: Ahead | null = null

  constructor(ask: Ask, sha256: Sha256, turn: () => Promise<void>) {
    this.#ask = ask
    this.#sha256 = sha256
    this.#turn = turn
  }

  /** Something was sent: what was read before does not say what becomes of it. */
  forget(): void {
    this.#cut = null
    this.#ahead = null
  }

  /** At least one line, and about `limit`; what does not follow `cursor` as it was asked for is asked for anew. */
  async pull(cursor: Cursor, limit: number, asOf: Cursor | null): Promise<Answer> {
    const cut = this.#cut
    this.#cut = null
    if (cut && follows(cut.from, cursor, asOf, cut.asOf)) {
      await this.#turn()
      return this.#piece(cut.page, cut.read, cut.given, limit, asOf)
    }
    const ahead = this.#ahead
    this.#ahead = null
    const isAsked = ahead !== null && follows(ahead.cursor, cursor, asOf, ahead.asOf)
    const page = await (isAsked ? ahead.answer : this.#ask(cursor, pullRows, asOf))
    if ('refused' in page) return page
    if (page.to.seq > cursor.seq && page.to.seq < page.head)
      this.#askAhead(page.to, stillBeyond(asOf, page.to))
    if (page.lines.length <= limit) return page
    const read = readPage(this.#sha256, page, cursor)
    return read.ok ? this.#piece(page, read, 0, limit, asOf) : page
  }

  #piece(page: Page, read: ReadLines, given: number, limit: number, asOf: Cursor | null): Page {
    const piece = pieceOf(page, read, given, limit)
    const end = given + piece.lines.length
    if (end < page.lines.length)
      this.#cut = { page, read, given: end, from: piece.to, asOf: stillBeyond(asOf, piece.to) }
    return piece
  }

  /** Of whoever goes on where the page ends. Whether it does follow there is looked at when it is taken in, like of any page. */
  #askAhead(cursor: Cursor, asOf: Cursor | null): void {
    const answer = this.#ask(cursor, pullRows, asOf)
    // whoever comes for it hears of its failure; until then nobody does
    answer.catch(() => undefined)
    this.#ahead = { cursor, asOf, answer }
  }
}

const stillBeyond = (asOf: Cursor | null, cursor: Cursor): Cursor | null =>
  asOf && asOf.seq > cursor.seq ? asOf : null

const same = (one: Cursor | null, other: Cursor | null): boolean =>
  one === other ||
  (one !== null && other !== null && one.epoch === other.epoch && one.seq === other.seq && one.h === other.h)

const follows = (from: Cursor, cursor: Cursor, asOf: Cursor | null, askedAsOf: Cursor | null): boolean =>
  same(from, cursor) && same(asOf, askedAsOf)
