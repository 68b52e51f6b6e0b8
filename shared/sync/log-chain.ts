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

export type ReadPage =
  Readonly<{ ok: true; lines: readonly LogLine[] }> | Readonly<{ ok: false; why: string }>

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
  }
  if (left.length > 0) return { ok: false, why: 'page.gap' }
  if (seq !== to.seq || h !== to.h) return { ok: false, why: 'page.hash' }
  if (lines.length > 0 && lines.at(-1)?.end !== 1) return { ok: false, why: 'page.cut' }
  return { ok: true, lines }
}

/**
 * The first lines of a page, `count` of them and up to where their transaction ends, as a page of its own; and what is left of it. A page
 * that compaction has left something out of is not cut: what makes up for that may come at its end, and before it is the state of no point of
 * the log. It comes back whole, as does one that is no longer than that, or that cannot be read: whoever reads it says what is wrong with it.
 */
export function cutPage(sha256: Sha256, page: Page, count: number): [Page, Page | null] {
  if (page.lines.length <= count || (page.left?.length ?? 0) > 0) return [page, null]
  let { seq, h } = page.from
  for (const [index, text] of page.lines.entries()) {
    const line = readLogLine(parseJson(text))
    if (line?.s !== seq + 1 || index + 1 === page.lines.length) break
    seq = line.s
    h = nextLink(sha256, h, 'x' in line ? line.lh : hashOfLine(sha256, text))
    if (index + 1 < count || line.end !== 1) continue
    const at = { epoch: page.from.epoch, seq, h }
    return [
      { ...page, to: at, lines: page.lines.slice(0, index + 1) },
      { ...page, from: at, lines: page.lines.slice(index + 1) },
    ]
  }
  return [page, null]
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
