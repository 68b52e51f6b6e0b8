/** Has rows made ready on a second thread, where there are many: half of what comes is resources as they came, to be packed. */
import { Worker } from 'node:worker_threads'
import type { Segment } from '../../shared/sync/hydrate.ts'
import type { Page } from '../../shared/sync/wire.ts'
import type { CloudRow } from '../store/apply.ts'
import { known } from '../store/known-records.ts'
import type { Store } from '../store/store.ts'
import { threadFile } from '../store/thread-file.ts'
import { CarriedPieces, type Carried } from './carried.ts'
import type { Answered, Asked, PageSlice, SegmentPart, ToPrepare } from './prepare-lines.ts'
import { linesOfPart } from './prepare-lines.ts'
import { jsonOf, readLine } from './read-line.ts'
import type { Slice } from './slices.ts'

/** For fewer lines it is not worth asking. */
const leastLines = 100

/** The parts of a segment, each as soon as it is ready; null where that cannot be. */
export type PreparedSegment = readonly Promise<
  (SegmentPart & Readonly<{ rows: readonly CloudRow[] }>) | null
>[]

export class Preparer {
  #worker: Worker | null = null
  readonly #asked = new Map<number, Parts>()
  #count = 0
  #failed: boolean

  /** `hasThread`: false where everything is to happen in one thread. The other knows what this version knows, and no other. */
  constructor({ known: ofStore }: Pick<Store, 'known'>, hasThread = true) {
    this.#failed = !hasThread || ofStore !== known
  }

  /** Slices of the page, verified from where it says it begins; none where it is short, damaged, or there is no thread. */
  async *page(page: Page, device: string): AsyncGenerator<Slice, void> {
    if (page.lines.length < leastLines || this.#failed) return
    const parts = this.#ask({ kind: 'page', page, device })
    for (let carried = await parts(); carried; carried = await parts()) {
      const slices = new CarriedPieces<PageSlice>(carried, (text) => {
        const { r, id } = jsonOf(page.lines[Number(text)] ?? '')
        return { ...(r as Record<string, unknown>), id }
      })
      for (let index = 0; index < slices.count; index += 1) yield slices.at(index)
    }
  }

  /** A segment from its line `from` on, in parts of `linesOfPart`; null where it is short or there is no thread. */
  segment({ rows, charts }: Segment, body: Uint8Array, from: number): PreparedSegment | null {
    const lines = rows + charts
    if (this.#failed || lines - from < leastLines) return null
    const parts = this.#ask({ kind: 'segment', body, lines, from })
    return Array.from({ length: Math.ceil((lines - from) / linesOfPart) }, async () => {
      const carried = await parts()
      return carried && new CarriedPieces<SegmentPart>(carried, rowOfSegment).at(0)
    })
  }

  /** The same rows, ready; or as they were. */
  async rows(rows: readonly CloudRow[]): Promise<readonly CloudRow[]> {
    if (rows.length < leastLines || this.#failed) return rows
    const carried = await this.#ask({ kind: 'rows', rows })()
    if (!carried) return rows
    const pieces = new CarriedPieces(carried, (text) => rows[Number(text)]?.row ?? null)
    return Array.from({ length: pieces.count }, (_, index) => pieces.at(index).rows).flat()
  }

  /** Ends the thread; the next question begins another. */
  close(): void {
    void this.#worker?.terminate()
    this.#worker = null
    for (const parts of this.#asked.values()) parts.end()
    this.#asked.clear()
  }

  /** Gives the parts one by one, and null when there are no more. */
  #ask(what: Asked): () => Promise<Carried | null> {
    const n = (this.#count += 1)
    const parts = new Parts()
    this.#asked.set(n, parts)
    const asked: ToPrepare = { n, what }
    const worker = this.#started()
    worker.ref()
    worker.postMessage(asked)
    return () => parts.next()
  }

  #answered({ n, carried, isLast }: Answered): void {
    const parts = this.#asked.get(n)
    if (carried) parts?.add(carried)
    else parts?.end()
    if (isLast) this.#asked.delete(n)
    // a process that ends does not wait for a thread nobody waits for
    if (this.#asked.size === 0) this.#worker?.unref()
  }

  #started(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(threadFile('prepare-worker'), { execArgv: [], env: {} })
    worker.on('message', (answer: Answered) => this.#answered(answer))
    worker.on('error', () => {
      this.#failed = true
      this.close()
    })
    this.#worker = worker
    return worker
  }
}

/** What has come of an answer, and who waits for more of it. */
class Parts {
  readonly #come: Carried[] = []
  readonly #waiting: ((carried: Carried | null) => void)[] = []
  #ended = false

  next(): Promise<Carried | null> {
    const come = this.#come.shift()
    if (come || this.#ended) return Promise.resolve(come ?? null)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  add(carried: Carried): void {
    if (this.#ended) return
    const waiting = this.#waiting.shift()
    if (waiting) waiting(carried)
    else this.#come.push(carried)
  }

  end(): void {
    this.#ended = true
    for (const waiting of this.#waiting.splice(0)) waiting(null)
  }
}

function rowOfSegment(text: unknown, { texts }: Carried): Record<string, unknown> | null {
  const [start, end] = text as readonly [number, number]
  const read = readLine(Buffer.from(texts?.buffer ?? new ArrayBuffer(0)).toString('utf8', start, end))
  return typeof read === 'string' ? null : read.row
}
