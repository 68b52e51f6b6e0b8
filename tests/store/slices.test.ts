import { describe, expect, test } from 'vitest'
import { records } from '../../shared/catalog.ts'
import type { RecordType } from '../../shared/kernel/record.ts'
import { chainStart, hashOfLine, nextLink } from '../../shared/sync/log-chain.ts'
import type { Cursor, Page } from '../../shared/sync/wire.ts'
import { applyPage } from '../../src-main/store/apply.ts'
import type { Store } from '../../src-main/store/store.ts'
import { cursorOf } from '../../src-main/store/points.ts'
import { Preparer } from '../../src-main/sync/preparer.ts'
import { readSlices } from '../../src-main/sync/read-slices.ts'
import { sha256 } from '../../src-main/sync/sha256.ts'
import { SliceWriter } from '../../src-main/sync/slice-writer.ts'
import { rowFor } from '../kit/rows.ts'
import { newStore } from '../kit/store.ts'

const epoch = '0190f3c4-6c1e-7e0a-9a53-000000000e90'
const device = '0190f3c4-6c1e-7e0a-9a53-00000000de71'
const start: Cursor = { epoch, seq: 0, h: chainStart }
const all: readonly RecordType[] = Object.values(records)

/** Ops of some rows of every record; among them a row that is gone, one with a field, and one of a type, that nobody here knows. */
function aPage(): Page {
  const changes = [1, 2, 3, 4, 5, 6].flatMap((n) =>
    all.map((record): { t: string; id: string; r: object | null } => {
      const { id, ...row } = rowFor(record, n) as { id: string }
      return { t: record.type, id, r: row }
    }),
  )
  changes.splice(40, 0, { t: 'of-a-later-version', id: 'later', r: { name: 'later' } })
  changes.push({ ...(changes[0] as { t: string; id: string }), r: null })
  const last = changes.at(-2)
  if (last) last.r = { ...last.r, ofALaterVersion: 'kept' }
  const lines: object[] = []
  for (let from = 0; from < changes.length; from += 7) {
    const tx = lines.length + 1
    const op = `0190f3c4-6c1e-7e0a-9a53-${String(tx).padStart(12, '0')}`
    for (const { t, id, r } of changes.slice(from, from + 7))
      lines.push({ s: lines.length + 1, tx, t, id, v: r ? 1 : 2, p: null, o: op, r, sv: 1 })
    lines.push({ s: lines.length + 1, tx, o: op, st: 'applied', why: null, dev: device, n: [], end: 1 })
  }
  const texts = lines.map((line) => JSON.stringify(line))
  const h = texts.reduce((before, text) => nextLink(sha256, before, hashOfLine(sha256, text)), chainStart)
  return { from: start, to: { epoch, seq: lines.length, h }, head: lines.length, lines: texts }
}

const contents = (store: Store) => [
  cursorOf(store),
  ...[...all.map(({ table }) => table), 'opaque'].map((table) =>
    store.db.prepare(`SELECT * FROM ${table} ORDER BY id`).all(),
  ),
]

/** Applies the page from where the store stands. `turn` hears of every moment between two stretches. */
async function apply(store: Store, page: Page, hasThread: boolean, turn = (): void => undefined) {
  const preparer = new Preparer(store, hasThread)
  try {
    const slices = await readSlices(preparer, page, start, device)
    if (!slices) return false
    const writer = new SliceWriter({
      store,
      now: () => '2026-11-23T15:05:00.000Z',
      changed: () => undefined,
      apply: (part) => applyPage(store, part),
      pace: { lines: () => 1, took: () => undefined, linesToCheckpoint: () => 10 },
      turn: async () => turn(),
    })
    await writer.write(slices, epoch, true)
    return true
  } finally {
    preparer.close()
  }
}

describe('a page in slices', () => {
  test('leaves the same rows, whichever thread makes them ready', async () => {
    const page = aPage()
    const [one, two] = [newStore(), newStore()]
    expect(await apply(one, page, false)).toBe(true)
    expect(await apply(two, page, true)).toBe(true)
    expect(contents(two)).toEqual(contents(one))
    expect(cursorOf(one)).toEqual(page.to)
    expect(one.db.prepare('SELECT count(*) FROM opaque').pluck().get()).toBe(2)
  })

  test.each([false, true])(
    'stops between two ops only, and goes on from there (thread: %s)',
    async (thread) => {
      const page = aPage()
      const ends = new Set(page.lines.flatMap((text, index) => (text.includes('"end":1') ? [index + 1] : [])))
      const [whole, killed] = [newStore(), newStore()]
      await apply(whole, page, false)
      let turns = 0
      const dying = apply(killed, page, thread, () => {
        expect(ends.has(cursorOf(killed)?.seq ?? -1)).toBe(true)
        if ((turns += 1) === 9) throw new Error('killed')
      })
      await expect(dying).rejects.toThrow('killed')
      expect(cursorOf(killed)?.seq).toBeLessThan(page.to.seq)
      // what it has already is passed over
      await apply(killed, page, thread)
      expect(contents(killed)).toEqual(contents(whole))
    },
  )

  test.each([false, true])(
    'that was changed on its way is refused before a row of it is applied (thread: %s)',
    async (thread) => {
      const page = aPage()
      const at = page.lines.length - 2
      const lines = page.lines.with(at, page.lines[at]?.replace('"sv":1', '"sv":2') ?? '')
      expect(lines).not.toEqual(page.lines)
      const store = newStore()
      expect(await apply(store, { ...page, lines }, thread)).toBe(false)
      expect(cursorOf(store)).toBeNull()
      expect(await readSlices(new Preparer(store, thread), page, page.to, device)).toBeNull()
    },
  )

  test('of a compacted range is one transaction', async () => {
    const page = aPage()
    const store = newStore()
    // its second line is left out
    const left = [hashOfLine(sha256, page.lines[1] ?? '')]
    let turns = 0
    const compacted = { ...page, lines: page.lines.toSpliced(1, 1), left }
    expect(await apply(store, compacted, true, () => void (turns += 1))).toBe(true)
    expect(turns).toBe(0)
    expect(cursorOf(store)).toEqual(page.to)
  })
})
