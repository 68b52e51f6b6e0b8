/** The practice's log as a chain: each hash is of the one before and of the line, so that no line can be changed unseen. */
import { LogLine, OpLine, type Cursor, type Page } from './wire.ts'

/** SHA-256 of UTF-8 text as 64 hex digits; Node's crypto on both sides. */
export type Sha256 = (text: string) => string

/** The hash before the first line. */
export const chainStart = '0'.repeat(32)

export const hashOfLine = (sha256: Sha256, line: string): string => sha256(line)

/** `lineHash` is what the line hashes to; a redacted line says it itself. */
export const nextLink = (sha256: Sha256, h: string, lineHash: string): string =>
  sha256(`${h}.${lineHash}`).slice(0, 32)

type Refused = Readonly<{ ok: false; why: string }>
export type ReadPage = Readonly<{ ok: true; lines: readonly LogLine[] }> | Refused

/**
 * Reads a page only if it goes on exactly where `cursor` stands, leaves no number out, ends where a transaction does
 * and hashes to the point it says it leads to. Anything else is refused as a whole. A number that a compacted range has no
 * line of must have its hash there: the chain is followed through it like through any other.
 */
export function readPage(sha256: Sha256, page: Page, cursor: Cursor): ReadPage {
  const lines: LogLine[] = []
  const reading = follow(sha256, page, cursor)
  for (;;) {
    const { done, value } = reading.next()
    if (!done) lines.push(value.line)
    else return value.ok ? { ok: true, lines } : value
  }
}

/** Line by line, with the hash of the chain after each; of a page that is refused at its end none is to be taken. */
function* follow(
  sha256: Sha256,
  page: Page,
  cursor: Cursor,
): Generator<Readonly<{ line: LogLine; h: string }>, Readonly<{ ok: true }> | Refused, undefined> {
  const { from, to } = page
  const left = [...(page.left ?? [])].reverse()
  if (
    from.epoch !== cursor.epoch ||
    from.seq !== cursor.seq ||
    from.h !== cursor.h ||
    to.epoch !== from.epoch
  )
    return { ok: false, why: 'page.from' }
  let last: LogLine | null = null
  let { seq, h } = from
  for (const text of page.lines) {
    const line = readLogLine(parseJson(text))
    if (!line) return { ok: false, why: 'page.line' }
    while (seq + 1 < line.s) {
      const lineHash = left.pop()
      if (lineHash === undefined) return { ok: false, why: 'page.gap' }
      seq += 1
      h = nextLink(sha256, h, lineHash)
    }
    if (line.s !== seq + 1) return { ok: false, why: 'page.order' }
    seq = line.s
    h = nextLink(sha256, h, 'x' in line ? line.lh : hashOfLine(sha256, text))
    last = line
    yield { line, h }
  }
  if (left.length > 0) return { ok: false, why: 'page.gap' }
  if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }
  if (last !== null && last.end !== 1) return { ok: false, why: 'page.cut' }
  return { ok: true }
}

/** A page up to here is a page: so many of its lines, and the point of the log after them. */
export type CutPoint = Readonly<{ count: number; at: Cursor }>

/** How much work a line is; what it is counted in is whoever's who counts. */
export type Weigh = (line: LogLine) => number

/**
 * Where a page can be cut: where transactions end, lines of at least the weight `apart` from one another; the last is its end. Null where
 * `readPage` refuses it. All of it is read, with a pause after each `atOnce` lines, and none of it kept: what is kept of a large page for as
 * long as it is taken in is carried about by the collector. One that compaction has left something out of is not cut: what makes up for that may come at its end,
 * and before it is the state of no point of the log.
 */
export function* cutPoints(
  sha256: Sha256,
  page: Page,
  cursor: Cursor,
  apart: number,
  weigh: Weigh,
  atOnce: number,
): Generator<undefined, readonly CutPoint[] | null, undefined> {
  // read by whoever takes it in, as a whole
  if ((page.left?.length ?? 0) > 0) return [{ count: page.lines.length, at: page.to }]
  const points: CutPoint[] = []
  let [count, weight] = [0, 0]
  const reading = follow(sha256, page, cursor)
  for (;;) {
    const { done, value } = reading.next()
    if (done) return value.ok ? [...points, { count, at: page.to }] : null
    const { line, h } = value
    count += 1
    weight += weigh(line)
    if (line.end === 1 && weight >= apart && count < page.lines.length) {
      points.push({ count, at: { epoch: page.from.epoch, seq: line.s, h } })
      weight = 0
    }
    if (count % atOnce === 0) yield
  }
}

/** Of a page that was read as a whole, what is between two points, as a page of its own. */
export const pieceOf = (page: Page, from: CutPoint, to: CutPoint): Page => ({
  ...page,
  from: from.at,
  to: to.at,
  lines: page.lines.slice(from.count, to.count),
})

/** What `LogLine` reads, or null. Lines of rows are read by hand: there are millions of them, and the schema copies each field of each row. */
export function readLogLine(value: unknown): LogLine | null {
  return rowLine(value) ?? opLine(value) ?? LogLine.safeParse(value).data ?? null
}

/** What has no type is no row: the schema would first say at length why not. */
const opLine = (value: unknown): LogLine | null =>
  typeof value === 'object' && value !== null && !('t' in value)
    ? (OpLine.safeParse(value).data ?? null)
    : null

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 1

/** Null for whatever is not plainly the line of a row: the schema says what it is. */
function rowLine(value: unknown): LogLine | null {
  if (typeof value !== 'object' || value === null) return null
  const { s, tx, end, t, id, v, p, o, r, sv } = value as Record<string, unknown>
  if (!isCount(s) || !isCount(tx) || !isCount(v) || !Number.isSafeInteger(sv)) return null
  if (typeof t !== 'string' || typeof id !== 'string' || typeof o !== 'string') return null
  if ((p !== null && typeof p !== 'string') || (end !== undefined && end !== 1)) return null
  if (typeof r !== 'object' || Array.isArray(r) || (r !== null && Object.hasOwn(r, '__proto__'))) return null
  const row = r as Record<string, unknown> | null
  return { s, tx, ...(end === 1 && { end }), t, id, v, p, o, r: row, sv: sv as number }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
