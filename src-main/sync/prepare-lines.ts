/** What the second thread does: reads a page of the log, lines of a segment, or rows, and makes them ready to be written. */
import { zstdDecompressSync } from 'node:zlib'
import { readPage } from '../../shared/sync/log-chain.ts'
import type { Page } from '../../shared/sync/wire.ts'
import type { CloudRow } from '../store/apply.ts'
import { Carrying, type Carried } from './carried.ts'
import { mostUnpackedBytes } from './packed-lines.ts'
import { readLine } from './read-line.ts'
import { sha256 } from './sha256.ts'
import { slicesOf, type Slice } from './slices.ts'

/** Lines that are made ready at a time of a segment, and about so many of a page: whoever writes them need not wait for the others. */
export const linesOfPart = 1000
const linesOfPagePart = 150

export type Asked =
  | Readonly<{ kind: 'page'; page: Page; device: string }>
  | Readonly<{ kind: 'segment'; body: Uint8Array; lines: number; from: number }>
  | Readonly<{ kind: 'rows'; rows: readonly CloudRow[] }>
export type ToPrepare = Readonly<{ n: number; what: Asked }>
/** One part of what was asked. Null where it cannot be read: whoever asked reads it, and says why. */
export type Answered = Readonly<{ n: number; carried: Carried | null; isLast: boolean }>

export type PageSlice = Omit<Slice, 'rows'>
export type SegmentPart = Readonly<{ whole: readonly string[] }>

export function* prepared(what: Asked): Generator<Carried | null> {
  try {
    if (what.kind === 'page') yield* pageOf(what.page, what.device)
    else if (what.kind === 'rows') yield rowsOf(what.rows)
    else yield* segmentOf(what.body, what.lines, what.from)
  } catch {
    yield null
  }
}

/** Nothing of a page is given out before all of it is verified. */
function* pageOf(page: Page, device: string): Generator<Carried | null> {
  const read = readPage(sha256, page, page.from)
  if (!read.ok) {
    yield null
    return
  }
  const texts = read.lines.flatMap((line, index) => ('t' in line ? [index] : []))
  let [from, lines, carrying] = [0, 0, new Carrying()]
  for (const { rows, ...slice } of slicesOf(read, page, device)) {
    carrying.add(slice satisfies PageSlice, rows, texts.slice(from, from + rows.length))
    from += rows.length
    lines += slice.lines
    if (lines < linesOfPagePart && !slice.isLast) continue
    yield carrying.done()
    ;[lines, carrying] = [0, new Carrying()]
  }
}

/** `from`: the first line that is wanted. */
function* segmentOf(body: Uint8Array, count: number, from: number): Generator<Carried | null> {
  const bytes = zstdDecompressSync(body, { maxOutputLength: mostUnpackedBytes })
  const ends = endsOf(bytes)
  if (ends.length !== count || (ends.at(-1) ?? -1) + 1 !== bytes.length) {
    yield null
    return
  }
  for (let first = from; first < count; first += linesOfPart) {
    const start = (ends[first - 1] ?? -1) + 1
    const [rows, whole, texts]: [CloudRow[], string[], [number, number][]] = [[], [], []]
    let at = start
    for (const end of ends.slice(first, first + linesOfPart)) {
      const read = readLine(bytes.toString('utf8', at, end))
      if (typeof read === 'string') whole.push(read)
      else {
        rows.push(read)
        texts.push([at - start, end - start])
      }
      at = end + 1
    }
    const carrying = new Carrying()
    carrying.add({ whole } satisfies SegmentPart, rows, texts)
    yield carrying.done(new Uint8Array(bytes.subarray(start, at)))
  }
}

/** Where each line ends. */
function endsOf(bytes: Buffer): number[] {
  const ends: number[] = []
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at)
  return ends
}

function rowsOf(rows: readonly CloudRow[]): Carried {
  const carrying = new Carrying()
  carrying.add(
    {},
    rows,
    rows.map((_row, index) => index),
  )
  return carrying.done()
}
