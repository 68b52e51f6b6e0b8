/** The practice's log as a chain: each hash is of the one before and of the line, so that no line can be changed unseen. */
import { LogLine, type Cursor, type Page } from './wire.ts'

/** SHA-256 of UTF-8 text as 64 hex digits; Node's crypto on both sides. */
export type Sha256 = (text: string) => string

/** The hash before the first line. */
export const chainStart = '0'.repeat(32)

export const hashOfLine = (sha256: Sha256, line: string): string => sha256(line)

/** `lineHash` is what the line hashes to; a redacted line says it itself. */
export const nextLink = (sha256: Sha256, h: string, lineHash: string): string =>
  sha256(`${h}.${lineHash}`).slice(0, 32)

/** The lines of a page, and the hash of the chain after each. */
export type ReadLines = Readonly<{ lines: readonly LogLine[]; links: readonly string[] }>
export type ReadPage = (Readonly<{ ok: true }> & ReadLines) | Readonly<{ ok: false; why: string }>

/**
 * Reads a page only if it goes on exactly where `cursor` stands, leaves no number out, ends where a transaction does
 * and hashes to the point it says it leads to. Anything else is refused as a whole. A number that a compacted range has no
 * line of must have its hash there: the chain is followed through it like through any other.
 */
export function readPage(sha256: Sha256, page: Page, cursor: Cursor): ReadPage {
  const { from, to } = page
  const left = [...(page.left ?? [])].reverse()
  if (
    from.epoch !== cursor.epoch ||
    from.seq !== cursor.seq ||
    from.h !== cursor.h ||
    to.epoch !== from.epoch
  )
    return { ok: false, why: 'page.from' }
  const lines: LogLine[] = []
  const links: string[] = []
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
    lines.push(line)
    links.push(h)
  }
  if (left.length > 0) return { ok: false, why: 'page.gap' }
  if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }
  if (lines.length > 0 && lines.at(-1)?.end !== 1) return { ok: false, why: 'page.cut' }
  return { ok: true, lines, links }
}

/**
 * Of a page that was read as a whole, the lines from the `nth` on, `count` of them and up to where their transaction ends, as a page of its
 * own. One that compaction has left something out of is not cut: what makes up for that may come at its end, and before it is the state of
 * no point of the log.
 */
export function pieceOf(page: Page, { lines, links }: ReadLines, nth: number, count: number): Page {
  const isWhole = (page.left?.length ?? 0) > 0
  let end = isWhole ? lines.length : Math.min(nth + count, lines.length)
  while (end < lines.length && lines[end - 1]?.end !== 1) end += 1
  const after = (count: number): Cursor => ({
    epoch: page.from.epoch,
    seq: lines[count - 1]?.s ?? page.from.seq,
    h: links[count - 1] ?? page.from.h,
  })
  return {
    ...page,
    from: after(nth),
    to: end === lines.length ? page.to : after(end),
    lines: page.lines.slice(nth, end),
  }
}

/** What `LogLine` reads, or null. Lines of rows are read by hand: there are millions of them, and the schema copies each field of each row. */
export function readLogLine(value: unknown): LogLine | null {
  return rowLine(value) ?? LogLine.safeParse(value).data ?? null
}

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
