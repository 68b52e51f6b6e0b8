/** Compaction: of each row its last line in a range, and every op's line. What is left out leaves its hash. */
import type { Sha256 } from '../../shared/sync/log-chain.ts'
import { linksOf, type LogSegment } from './log-segment.ts'

/** How large a range is made: it comes to a workstation as one page, and is applied in one transaction. */
export type MostOfRange = Readonly<{ lines: number; textBytes: number }>

type Line = Readonly<{
  line: string | null
  lineHash: string
  /** The row it is a version of; null for what is kept whatever comes after it: that an op was decided, and how. */
  row: string | null
}>

/** Gathers segments that follow each other, for as long as they make one range. */
export class Compaction {
  readonly #sha256: Sha256
  readonly #most: MostOfRange
  readonly #lines: Line[] = []
  /** By row, where its last line stands. */
  readonly #last = new Map<string, number>()
  #others = 0
  #textBytes = 0
  #ends: Readonly<{ first: LogSegment; last: LogSegment }> | null = null

  constructor(sha256: Sha256, most: MostOfRange) {
    this.#sha256 = sha256
    this.#most = most
  }

  /** False, and nothing changed, where the range would be too large; the first always fits. */
  add(segment: LogSegment): boolean {
    const lines = [...linksOf(this.#sha256, segment)].map(({ line, lineHash }) => ({
      line,
      lineHash,
      row: line === null ? null : rowOf(line),
    }))
    const rows = new Set(lines.flatMap(({ row }) => (row === null || this.#last.has(row) ? [] : row)))
    const others = lines.filter(({ row, line }) => line !== null && row === null).length
    const textBytes = lines.reduce((sum, { line }) => sum + (line?.length ?? 0), 0)
    const count = this.#last.size + rows.size + this.#others + others
    const tooLarge = count > this.#most.lines || this.#textBytes + textBytes > this.#most.textBytes
    if (this.#ends && tooLarge) return false
    for (const each of lines) {
      if (each.row !== null) this.#last.set(each.row, this.#lines.length)
      this.#lines.push(each)
    }
    this.#others += others
    this.#textBytes += textBytes
    this.#ends = { first: this.#ends?.first ?? segment, last: segment }
    return true
  }

  /** The range; null where nothing was added. */
  range(): LogSegment | null {
    if (!this.#ends) return null
    const { first, last } = this.#ends
    const lines: string[] = []
    const left: string[] = []
    this.#lines.forEach(({ line, lineHash, row }, at) => {
      // a row that is gone is a line like any other: without it whoever has the row would keep it
      const stays = row === null || this.#last.get(row) === at
      if (line !== null && stays) lines.push(line)
      else left.push(lineHash)
    })
    return { from: first.from, to: last.to, before: first.before, h: last.h, lines, left }
  }
}

function rowOf(line: string): string | null {
  const { t, id } = JSON.parse(line) as { t?: string; id?: string }
  return t === undefined || id === undefined ? null : `${t}/${id}`
}
