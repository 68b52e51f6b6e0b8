/** The log at a workstation where somebody works: large pages from the cloud, taken in in small pieces, their long texts packed by another thread. */
import { describe, expect, test } from 'vitest'
import { originals } from '../../shared/exchange/original.ts'
import { pack } from '../../src-main/store/packing.ts'
import type { PageTaken } from '../../src-main/sync/transport.ts'
import { contentsOf, newStation, settle, skipWithout, usePostgres } from '../kit/cloud.ts'
import { practiceWith } from '../kit/hydrate.ts'
import { rowFor } from '../kit/rows.ts'
import { command, newTestId } from '../kit/store.ts'
import { transportOf } from '../kit/transport.ts'

const texts = 240
const textOf = (n: number): string =>
  JSON.stringify({ resourceType: 'Observation', id: String(n), note: 'Æ'.repeat(n) })

describe.skipIf(skipWithout !== null)('a log that is read in pieces', () => {
  const postgres = usePostgres()

  test('is the log that is read page by page, and what was packed elsewhere is what is packed here', async () => {
    const { cloud, practice, one, ids } = await practiceWith(postgres)
    for (let n = 0; n < texts; n += 1)
      command(one.store, (tx) => {
        const given = {
          id: newTestId(),
          patientId: ids[n % ids.length],
          content: textOf(n),
          replacedBy: null,
        }
        tx.put(originals, rowFor(originals, n, given) as never)
      })
    await settle(one)
    const taken: PageTaken[] = []
    const fromStart = { readFromStartUpTo: Number.MAX_SAFE_INTEGER }
    const asked = await newStation(cloud, practice, {
      parts: { ...fromStart, isAsked: () => true },
      around: (inner) =>
        transportOf(inner, {
          async pull(...given) {
            const page = await inner.pull(...given)
            if (!('refused' in page)) taken.push(page)
            return page
          },
        }),
    })
    const unasked = await newStation(cloud, practice, { parts: fromStart })
    await settle(asked, unasked)
    expect(contentsOf(asked)).toEqual(contentsOf(unasked))
    expect(contentsOf(asked)).toEqual(contentsOf(one))
    const raw = (station: typeof one) =>
      station.store.db.prepare('SELECT id, content FROM originals ORDER BY id').all()
    expect(raw(asked)).toEqual(raw(unasked))
    // so many lines at once as write to forty places, and to the end of a transaction
    const lines = taken.map((page) => page.lines.length).filter((count) => count > 0)
    expect(lines.length).toBeGreaterThan(texts / 10)
    const packed = taken.flatMap((page) =>
      page.lines.flatMap((line) => {
        const { s, r } = JSON.parse(line) as { s: number; r?: { content?: string } }
        const fields = page.packed?.get(s)
        return fields ? [{ said: fields['content'], text: r?.content ?? '' }] : []
      }),
    )
    // all but those of pieces that were given before the thread was done
    expect(packed.length).toBeGreaterThan(0)
    for (const { said, text } of packed) expect(Buffer.from(said ?? []).equals(pack(text))).toBe(true)
  })
})
