/** What a compacted range still says, and that nothing can be left out of it, put into it or changed in it unseen. */
import { describe, expect, test } from 'vitest'
import { chainStart, hashOfLine, nextLink, readPage } from '../../../shared/sync/log-chain.ts'
import type { Page } from '../../../shared/sync/wire.ts'
import { Compaction } from '../../../src-cloud/executor/compact-segments.ts'
import {
  faultOf,
  hashIn,
  linksOf,
  rangeAfter,
  type LogSegment,
} from '../../../src-cloud/executor/log-segment.ts'
import { sha256 } from '../../../src-cloud/sync/sha256.ts'

const epoch = '0190f3c4-6c1e-4e0a-9a53-0000000000e0'
const device = '0190f3c4-6c1e-4e0a-9a53-0000000000de'
const opId = (n: number) => `0190f3c4-6c1e-4e0a-9a53-${n.toString(16).padStart(12, '0')}`

type Row = readonly [id: string, v: number, gone?: 'gone']

/** Transactions of rows, each with its op's line at the end. */
function segmentOf(transactions: readonly (readonly Row[])[], after?: LogSegment): LogSegment {
  const from = (after?.to ?? 0) + 1
  const before = after?.h ?? chainStart
  const lines: string[] = []
  let h = before
  const add = (line: object) => {
    lines.push(JSON.stringify(line))
    h = nextLink(sha256, h, hashOfLine(sha256, lines.at(-1) ?? ''))
  }
  for (const rows of transactions) {
    const tx = from + lines.length
    for (const [id, v, gone] of rows) {
      const r = gone ? null : { name: `${id} ${v}` }
      add({ s: from + lines.length, tx, t: 'organization', id, v, p: null, o: opId(tx), r, sv: 1 })
    }
    add({ s: from + lines.length, tx, o: opId(tx), st: 'applied', why: null, dev: device, n: [], end: 1 })
  }
  return { from, to: from + lines.length - 1, before, h, lines, left: [] }
}

const first = segmentOf([
  [
    ['a', 1],
    ['b', 1],
  ],
  [['a', 2]],
  [['c', 1]],
])
const second = segmentOf(
  [
    [['b', 2, 'gone']],
    [['a', 3]],
    [
      ['c', 2, 'gone'],
      ['d', 1],
    ],
  ],
  first,
)

function compacted(...segments: readonly LogSegment[]): LogSegment {
  const compaction = new Compaction(sha256, { lines: 100, textBytes: 1_000_000 })
  for (const segment of segments) expect(compaction.add(segment)).toBe(true)
  const range = compaction.range()
  if (!range) throw new Error('nothing')
  return range
}

/** As a workstation at `seq` would get it. */
function pageOf(segment: LogSegment, seq: number): Page {
  const h = hashIn(sha256, segment, seq)
  const range = rangeAfter(sha256, segment, seq)
  return {
    from: { epoch, seq, h: h ?? '' },
    to: { epoch, seq: range.to, h: range.h },
    head: 99,
    lines: [...range.lines],
    left: [...range.left],
  }
}

const rowsOf = ({ lines }: Pick<LogSegment, 'lines'>) =>
  lines.flatMap((line) => {
    const { id, v, r } = JSON.parse(line) as { id?: string; v: number; r: object | null }
    return id === undefined ? [] : [`${id} ${v}${r ? '' : ' gone'}`]
  })

describe('a compacted range', () => {
  const range = compacted(first, second)

  test('has each row as it was last, also that it is gone, and every op', () => {
    expect(rowsOf(range)).toEqual(['b 2 gone', 'a 3', 'c 2 gone', 'd 1'])
    expect(range.lines.filter((line) => line.includes('"st"'))).toHaveLength(6)
    expect(range.left).toHaveLength(4)
    expect(range).toMatchObject({ from: 1, to: 14, before: chainStart, h: second.h })
    expect(faultOf(sha256, range)).toBeNull()
  })

  test('is followed link by link as what it was made of', () => {
    const hashes = (...segments: readonly LogSegment[]) =>
      segments.flatMap((segment) => [...linksOf(sha256, segment)].map(({ seq, h }) => `${seq} ${h}`))
    expect(hashes(range)).toEqual(hashes(first, second))
    expect(faultOf(sha256, segmentOf([], range))).not.toBeNull()
  })

  test('goes on from wherever somebody stood before it was compacted', () => {
    for (const { seq } of linksOf(sha256, range)) {
      if (seq === range.to) continue
      const page = pageOf(range, seq)
      const read = readPage(sha256, page, page.from)
      expect([seq, read.ok]).toEqual([seq, true])
    }
    expect(rowsOf(rangeAfter(sha256, range, 9))).toEqual(['a 3', 'c 2 gone', 'd 1'])
  })

  test('is not made larger than one page; the first segment always fits', () => {
    const small = new Compaction(sha256, { lines: 9, textBytes: 1_000_000 })
    expect([small.add(first), small.add(second)]).toEqual([true, false])
    expect(small.range()).toMatchObject({ from: 1, to: first.to })
    expect(new Compaction(sha256, { lines: 1, textBytes: 1 }).add(first)).toBe(true)
    expect(new Compaction(sha256, { lines: 1, textBytes: 1 }).range()).toBeNull()
  })

  test.each<[string, (page: Page) => Page]>([
    [
      'a line that is kept is changed',
      (page) => ({ ...page, lines: page.lines.map((l) => l.replace('d 1', 'd 7')) }),
    ],
    ['a line that is kept is left out', (page) => ({ ...page, lines: page.lines.toSpliced(1, 1) })],
    ['it is cut', (page) => ({ ...page, lines: page.lines.slice(0, -1) })],
    ['a hash is another', (page) => ({ ...page, left: page.left?.with(1, '0'.repeat(64)) })],
    ['a hash is missing', (page) => ({ ...page, left: page.left?.slice(1) })],
    ['a hash is too many', (page) => ({ ...page, left: [...(page.left ?? []), '0'.repeat(64)] })],
    ['two hashes change places', (page) => ({ ...page, left: page.left?.toReversed() })],
    ['it leads elsewhere', (page) => ({ ...page, to: { ...page.to, h: first.h } })],
  ])('is refused as a whole where %s', (_what, damage) => {
    const page = pageOf(range, 0)
    expect(readPage(sha256, page, page.from).ok).toBe(true)
    expect(readPage(sha256, damage(page), page.from).ok).toBe(false)
  })

  test('a line that is redacted leaves the hash it says', () => {
    const secret = second.lines[0] ?? ''
    const redacted = {
      ...second,
      lines: second.lines.with(
        0,
        JSON.stringify({ s: second.from, tx: second.from, x: 1, lh: hashOfLine(sha256, secret) }),
      ),
    }
    expect(faultOf(sha256, redacted)).toBeNull()
    expect(faultOf(sha256, compacted(first, redacted))).toBeNull()
  })

  test.each<[string, Partial<LogSegment>]>([
    ['a number is missing', { lines: first.lines.slice(1) }],
    ['lines are under other numbers', { lines: first.lines.toReversed() }],
    ['it ends elsewhere', { to: first.to + 1 }],
    ['the chain before it is another', { before: '1'.repeat(32) }],
    ['the chain after it is another', { h: '1'.repeat(32) }],
  ])('a segment is told to be none where %s', (_what, change) => {
    expect(faultOf(sha256, { ...first, ...change })).not.toBeNull()
  })
})
