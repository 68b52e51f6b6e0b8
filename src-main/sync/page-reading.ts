/** A page of the log on its way to being taken in piece by piece: read to its end, some lines at a time, and its long texts packed by another thread. */
import { cutPoints, type CutPoint, type Sha256, type Weigh } from '../../shared/sync/log-chain.ts'
import type { Cursor, LogLine, Page } from '../../shared/sync/wire.ts'
import type { PackedFields } from '../store/rows.ts'
import { longTextOf, type LongText, type Packer } from './packer.ts'

/** A line is read and hashed in a fraction of the time it takes to be applied: so many are read between two turns. */
const linesAtOnce = 40

export class PageReading {
  readonly page: Page
  readonly #reading: ReturnType<typeof cutPoints>
  readonly #packer: Packer | null
  #found: (LongText & Readonly<{ seq: number }>)[] = []
  readonly #packed = new Map<number, PackedFields>()
  #points: readonly CutPoint[] | null | undefined

  /** As `cutPoints`. `packer`: null where whoever writes packs. */
  constructor(
    page: Page,
    cursor: Cursor,
    {
      sha256,
      apart,
      weigh,
      packer,
    }: Readonly<{ sha256: Sha256; apart: number; weigh: Weigh; packer: Packer | null }>,
  ) {
    this.page = page
    this.#packer = packer
    const looking: Weigh = (line) => {
      if (packer) this.#look(line)
      return weigh(line)
    }
    this.#reading = cutPoints(sha256, page, cursor, apart, looking, linesAtOnce)
  }

  /** Reads on. Undefined where there is more to read; then where the page can be cut, null where it cannot be taken. */
  step(): readonly CutPoint[] | null | undefined {
    if (this.#points !== undefined) return this.#points
    const { done, value } = this.#reading.next()
    if (!done) return undefined
    this.#points = value
    if (value) void this.#pack()
    return value
  }

  /** Of the rows whose long text has been packed by now. */
  get packed(): ReadonlyMap<number, PackedFields> {
    return this.#packed
  }

  #look(line: LogLine): void {
    const long = 't' in line ? longTextOf(line.t, line.r) : null
    if (long) this.#found.push({ ...long, seq: line.s })
  }

  async #pack(): Promise<void> {
    const found = this.#found
    this.#found = []
    const fields = await this.#packer?.pack(found)
    for (const [nth, { seq }] of found.entries()) {
      const each = fields?.[nth]
      if (each) this.#packed.set(seq, each)
    }
  }
}
