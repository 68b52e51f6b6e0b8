/** A page of the log, verified and in slices: where it is long the second thread makes them ready, one after the other. */
import { readPage } from '../../shared/sync/log-chain.ts'
import type { Cursor, Page } from '../../shared/sync/wire.ts'
import type { Preparer } from './preparer.ts'
import { sha256 } from './sha256.ts'
import { slicesOf, type Slice } from './slices.ts'

/** In order; each is read when its turn comes. */
export type Slices = AsyncIterable<Slice> | Iterable<Slice>

/** Null for what is not what follows the cursor: then nothing of it is taken. */
export async function readSlices(
  preparer: Pick<Preparer, 'page'>,
  page: Page,
  cursor: Cursor,
  device: string,
): Promise<Slices | null> {
  const { epoch, seq, h } = page.from
  if (epoch !== cursor.epoch || seq !== cursor.seq || h !== cursor.h) return null
  const inOneThread = () => {
    const read = readPage(sha256, page, cursor)
    return read.ok ? slicesOf(read, page, device) : null
  }
  const ready = preparer.page(page, device)
  const first = await ready.next()
  // it was short, damaged, or the thread failed: whatever it was is found out here
  return first.done === true ? inOneThread() : allOf(first.value, ready, inOneThread)
}

async function* allOf(
  first: Slice,
  ready: AsyncGenerator<Slice, void>,
  inOneThread: () => Slice[] | null,
): AsyncGenerator<Slice, void> {
  let last = first
  yield first
  for await (const slice of ready) {
    last = slice
    yield slice
  }
  if (last.isLast) return
  // the thread ended on the way
  for (const slice of inOneThread() ?? []) if (slice.seq > last.seq) yield slice
}
