/** A page that is taken in piece by piece is the same page: nothing is left out of it, put into it or changed in it. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  chainStart,
  hashOfLine,
  nextLink,
  pieceOf,
  readPage,
  type ReadLines,
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

const readOf = (page: Page): ReadLines => {
  const read = readPage(sha256, page, page.from)
  if (!read.ok) throw new Error(read.why)
  return read
}

describe('a page that is cut', () => {
  test('is the same page piece by piece, each of them one that can be read by itself', () => {
    fc.assert(
      fc.property(
        anyTransactions,
        fc.infiniteStream(fc.integer({ min: 1, max: 9 })),
        (transactions, counts) => {
          const page = pageOf(transactions)
          const read = readOf(page)
          const lines: string[] = []
          let at = page.from
          while (lines.length < page.lines.length) {
            const count = counts.next().value as number
            const piece = pieceOf(page, read, lines.length, count)
            expect(readPage(sha256, piece, at).ok).toBe(true)
            expect(piece.head).toBe(page.head)
            lines.push(...piece.lines)
            // as long as was asked for, and to the end of a transaction: four rows and the line that ends it
            expect(lines.length === page.lines.length || piece.lines.length >= count).toBe(true)
            expect(piece.lines.length).toBeLessThanOrEqual(count + 4)
            at = piece.to
          }
          expect([lines, at]).toEqual([page.lines, page.to])
        },
      ),
      { seed: 5 },
    )
  })

  test('comes back whole where compaction has left something out: what makes up for it may stand at the end', () => {
    const page = pageOf([{ rows: 2, compacted: true }, { rows: 3 }, { rows: 1 }])
    expect(pieceOf(page, readOf(page), 0, 1)).toEqual(page)
  })
})

/** Reads `whole` over and over, as a cloud whose log ends there; a page of it goes as far as it is asked for. */
function reading(refusals: readonly (PullRefusal | null)[] = [], damage = (page: Page): Page => page) {
  const asked: string[] = []
  let turns = 0
  const read = readOf(whole)
  const log = new ReadAhead(
    (cursor, limit, asOf) => {
      asked.push(`${cursor.seq} ${asOf?.seq ?? '-'}`)
      const refusal = refusals[asked.length - 1]
      // a line of this log for each number
      return Promise.resolve(refusal ?? damage(pieceOf(whole, read, cursor.seq, Math.min(limit, 12))))
    },
    sha256,
    () => {
      turns += 1
      return Promise.resolve()
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
      const { pull, turns } = reading([], (page) => ({ ...page, lines: [...change(page.lines)] }))
      const page = await pull(whole.from)
      expect(readPage(sha256, page, whole.from).ok).toBe(false)
      // the next is not a rest of it: it is asked for anew
      await pull(whole.from)
      expect([page.lines.length >= 11, turns()]).toEqual([true, 0])
    },
  )
})
