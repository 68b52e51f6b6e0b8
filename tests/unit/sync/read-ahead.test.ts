/** A page that is taken in piece by piece is the same page: nothing is left out of it, put into it or changed in it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chainStart,
  cutPoints,
  hashOfLine,
  nextLink,
  pieceOf,
  readPage,
  type CutPoint,
} from '../../../shared/sync/log-chain.ts'
import type { Cursor, Page, PullRefusal } from '../../../shared/sync/wire.ts'
import { ReadAhead } from '../../../src-main/sync/read-ahead.ts'
import { sha256 } from '../../../src-main/sync/sha256.ts'

const epoch = '0190f3c4-6c1e-4e0a-9a53-0000000000e0'
const device = '0190f3c4-6c1e-4e0a-9a53-0000000000de'

/** Rows of each transaction; `compacted`: all but its last line has been left out. */
type Transaction = Readonly<{ rows: number; compacted?: boolean }>
const anyTransactions = fc.array(fc.record({ rows: fc.integer({ min: 0, max: 4 }) }), {
  minLength: 1,
  maxLength: 30,
})

/** All of a log as one page. */
function pageOf(transactions: readonly Transaction[]): Page {
  const from: Cursor = { epoch, seq: 0, h: chainStart }
  let { seq, h } = from
  const [lines, left]: [string[], string[]] = [[], []]
  const add = (line: object, isLeft: boolean) => {
    const text = JSON.stringify({ s: (seq += 1), ...line })
    const lineHash = hashOfLine(sha256, text)
    h = nextLink(sha256, h, lineHash)
    if (isLeft) left.push(lineHash)
    else lines.push(text)
  }
  for (const { rows, compacted = false } of transactions) {
    const tx = seq + 1
    const o = `0190f3c4-6c1e-4e0a-9a53-${tx.toString(16).padStart(12, '0')}`
    for (let row = 0; row < rows; row += 1)
      add(
        { tx, t: 'organization', id: `${o}/${row}`, v: 1, p: null, o, r: { name: 'Övre' }, sv: 1 },
        compacted,
      )
    add({ tx, o, st: 'applied', why: null, dev: device, n: [], end: 1 }, false)
  }
  return { from, to: { epoch, seq, h }, head: seq + 7, lines, ...(left.length > 0 && { left }) }
}

const whole: Page = pageOf(Array.from({ length: 12 }, (_, n) => ({ rows: n % 3 })))

/** Its start and where it can be cut; and how often it was paused. */
function pointsOf(page: Page, apart: number, atOnce = 5): { points: CutPoint[]; pauses: number } {
  const reading = cutPoints(sha256, page, page.from, apart, () => 1, atOnce)
  for (let pauses = 0; ; pauses += 1) {
    const { done, value } = reading.next()
    if (done) return { points: [{ count: 0, at: page.from }, ...(value ?? [])], pauses }
  }
}

const piecesOf = (page: Page, points: readonly CutPoint[]): Page[] =>
  points.slice(1).map((to, n) => pieceOf(page, points[n] as CutPoint, to))

describe('a page that is cut', () => {
  test('is the same page piece by piece, each of them one that can be read by itself', () => {
    fc.assert(
      fc.property(
        anyTransactions,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (transactions, apart, atOnce) => {
          const page = pageOf(transactions)
          const { points, pauses } = pointsOf(page, apart, atOnce)
          expect(pauses).toBe(Math.floor(page.lines.length / atOnce))
          const lines: string[] = []
          let at = page.from
          for (const piece of piecesOf(page, points)) {
            expect(readPage(sha256, piece, at).ok).toBe(true)
            expect(piece.head).toBe(page.head)
            lines.push(...piece.lines)
            // as long as was asked for, and to the end of a transaction: four rows and the line that ends it
            expect(lines.length === page.lines.length || piece.lines.length >= apart).toBe(true)
            expect(piece.lines.length).toBeLessThanOrEqual(apart + 4)
            at = piece.to
          }
          expect([lines, at]).toEqual([page.lines, page.to])
        },
      ),
      { seed: 5 },
    )
  })

  test('by weight: what is heavier than that is a piece by itself', () => {
    const page = pageOf([{ rows: 1 }, { rows: 2 }, { rows: 1 }, { rows: 0 }, { rows: 0 }])
    const reading = cutPoints(sha256, page, page.from, 12, (line) => ('t' in line ? 6 : 1), 100)
    const { value } = reading.next()
    // 7 and 13, 7, 1, 1: what is left at the end is lighter
    expect((value ?? []).map(({ count }) => count)).toEqual([5, 9])
  })

  test('is not where compaction has left something out: what makes up for it may stand at the end', () => {
    const page = pageOf([{ rows: 2, compacted: true }, { rows: 3 }, { rows: 1 }])
    expect(piecesOf(page, pointsOf(page, 1).points)).toEqual([page])
  })
})

/** Reads `whole` over and over, as a cloud whose log ends there; a page of it goes as far as it is asked for. */
function reading(refusals: readonly (PullRefusal | null)[] = [], damage = (page: Page): Page => page) {
  const asked: string[] = []
  const ends = pointsOf(whole, 1).points
  let turns = 0
  const log = new ReadAhead(
    (cursor, limit, asOf) => {
      asked.push(`${cursor.seq} ${asOf?.seq ?? '-'}`)
      const refusal = refusals[asked.length - 1]
      // a line of this log for each number
      const from = { count: cursor.seq, at: cursor }
      const to = ends.find(({ count }) => count >= cursor.seq + Math.min(limit, 12)) ?? ends.at(-1)!
      return Promise.resolve(refusal ?? damage(pieceOf(whole, from, to)))
    },
    {
      sha256,
      turn: () => {
        turns += 1
        return Promise.resolve()
      },
      packer: null,
    },
  )
  const pull = async (cursor: Cursor, limit = 3, asOf: Cursor | null = null): Promise<Page> => {
    const page = await log.pull(cursor, limit, asOf)
    if ('refused' in page) throw new Error(page.refused)
    return page
  }
  return { log, pull, asked, turns: () => turns }
}

describe('reading ahead', () => {
  test('a page is asked for once, and the one after it while it is taken in; others have their turn between pieces', async () => {
    const { pull, asked, turns } = reading()
    const first = await pull(whole.from)
    expect(asked).toHaveLength(2)
    const second = await pull(first.to)
    const third = await pull(second.to)
    expect(third.from).toEqual(second.to)
    expect(asked).toHaveLength(2)
    expect(turns()).toBe(2)
    expect(asked[0]).toBe('0 -')
  })

  test('who weighs lines gets pieces of a page that has fewer of them, too', async () => {
    const { log } = reading()
    const page = await log.pull(whole.from, 20, null, () => 7)
    expect('refused' in page || page.lines).toHaveLength(3)
  })

  test('the page that is next is read while this one is taken in, forty lines at a time', async () => {
    const log = pageOf(Array.from({ length: 120 }, () => ({ rows: 2 })))
    const { points } = pointsOf(log, 1)
    let turns = 0
    const turn = () => ((turns += 1), Promise.resolve())
    const ask = (cursor: Cursor) => {
      const from = points.find(({ at }) => at.seq === cursor.seq) as CutPoint
      const to = points.find(({ count }) => count >= cursor.seq + 180) ?? points.at(-1)!
      return Promise.resolve({ ...pieceOf(log, from, to), head: log.to.seq })
    }
    const ahead = new ReadAhead(ask, { sha256, turn, packer: null })
    const [lines, before]: [string[], number[]] = [[], []]
    for (let at = log.from; at.seq < log.to.seq;) {
      const start = turns
      const page = await ahead.pull(at, 30, null)
      if ('refused' in page) throw new Error(page.refused)
      lines.push(...page.lines)
      before.push(turns - start)
      at = page.to
    }
    expect(lines).toEqual(log.lines)
    // the first page is read before its first piece, the second with the pieces of the first
    expect(before).toEqual([4, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1])
  })

  test('what does not follow is asked for anew: from elsewhere, as of another point, or after something was sent', async () => {
    const { log, pull, asked } = reading()
    const first = await pull(whole.from)
    await pull(whole.from)
    expect(asked.filter((each) => each === '0 -')).toHaveLength(2)
    const beyond = { ...whole.to, seq: whole.to.seq + 2 }
    await pull(first.to, 3, beyond)
    expect(asked).toContain(`${first.to.seq} ${beyond.seq}`)
    const before = asked.length
    const again = await pull(whole.from)
    log.forget()
    await pull(again.to)
    expect(asked.slice(before)).toContain(`${again.to.seq} -`)
    // a point of another history with the same number is another point
    await expect(pull({ ...again.to, h: 'f'.repeat(32) })).resolves.toBeDefined()
    expect(asked.at(-2)).toBe(`${again.to.seq} -`)
  })

  test('a point ahead is no longer one once it is passed', async () => {
    const { pull, asked } = reading()
    const near = { ...whole.to, seq: 2 }
    const first = await pull(whole.from, 3, near)
    expect(asked[0]).toBe('0 2')
    const next = await pull(first.to, 3, null)
    expect(next.from).toEqual(first.to)
    // neither the rest nor the page after it was asked for as of what had been passed
    expect(asked.slice(1).every((each) => each.endsWith(' -'))).toBe(true)
    expect(asked.some((each) => each.startsWith(`${first.to.seq} `))).toBe(false)
  })

  test('a refusal comes through, and the next is asked for', async () => {
    const refusal: PullRefusal = { refused: 'cursor-expired', epoch, restoreSeq: null }
    const { log, pull, asked } = reading([refusal])
    expect(await log.pull(whole.from, 3, null)).toEqual(refusal)
    expect((await pull(whole.from)).from).toEqual(whole.from)
    expect(asked.slice(0, 2)).toEqual(['0 -', '0 -'])
  })

  test.each<[string, (lines: readonly string[]) => readonly string[]]>([
    ['no line of it can be read', (lines) => ['{', ...lines.slice(1)]],
    ['no transaction of it ends', (lines) => lines.map((line) => line.replace(',"end":1', ''))],
    ['a line of it is missing', (lines) => lines.slice(1)],
    [
      'its last line was changed',
      (lines) => lines.map((line, at) => (at + 1 < lines.length ? line : `${line} `)),
    ],
    ['lines of it were changed', (lines) => lines.map((line) => line.replace('Övre', 'Ovre'))],
  ])(
    'a page is not cut where %s: none of it is taken in, and who reads it says what is wrong',
    async (_, change) => {
      const { pull, asked } = reading([], (page) => ({ ...page, lines: [...change(page.lines)] }))
      const page = await pull(whole.from)
      expect(readPage(sha256, page, whole.from).ok).toBe(false)
      // the next is not a rest of it: it is asked for anew
      await pull(whole.from)
      expect([page.lines.length >= 11, asked.filter((each) => each === '0 -').length]).toEqual([true, 2])
    },
  )
})
