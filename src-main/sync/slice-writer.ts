/** Applies the slices of a page, some at a time: nobody who wants something meanwhile waits for all of them. */
import { setImmediate } from 'node:timers/promises'
import type { ChartPart } from '../../shared/charting/chart-parts.ts'
import type { Page } from '../store/apply.ts'
import type { Published } from '../store/tx.ts'
import type { EngineParts } from './engine.ts'
import { MeasuredPace, type Pace } from './pace.ts'
import type { Slices } from './read-slices.ts'
import type { Slice } from './slices.ts'

type Parts = Pick<EngineParts, 'store' | 'now' | 'changed' | 'others' | 'turn' | 'pace'> &
  Readonly<{
    /** The sync door. */
    apply(page: Page): Published
  }>

export class SliceWriter {
  readonly #parts: Parts
  readonly #pace: Pace
  /** Lines since the last checkpoint: about as many pages of the write-ahead log. */
  #lines = 0

  constructor(parts: Parts) {
    this.#parts = parts
    this.#pace = parts.pace ?? new MeasuredPace(() => parts.store.askedAt)
  }

  /** Each stretch is a page in itself, with a cursor of its own; what all of them changed is told once. `isLast`: none follows. */
  async write(slices: Slices, epoch: string, isLast: boolean): Promise<void> {
    const { store, changed, others, turn = () => setImmediate() } = this.#parts
    const [tables, patients] = [new Set<string>(), new Set<string>()]
    const work = new Map<string, Set<ChartPart>>()
    let some: Slice[] = []
    let lines = 0
    const apply = () => {
      const begun = performance.now()
      const published = this.#apply(some, epoch)
      for (const table of published.tables) tables.add(table)
      for (const patient of published.patients) patients.add(patient)
      for (const [patient, part] of some.flatMap((slice) => slice.others))
        work.set(patient, (work.get(patient) ?? new Set()).add(part))
      this.#pace.took(lines, performance.now() - begun)
      this.#lines += lines
    }
    const tell = () => {
      if (tables.size > 0 || patients.size > 0) changed({ tables: [...tables], patients: [...patients] })
      if (work.size > 0) others?.(work)
    }
    store.checkpointsByHand(true)
    try {
      for await (const slice of slices) {
        some.push(slice)
        lines += slice.lines
        if (lines < this.#pace.lines() && !slice.isLast) continue
        apply()
        ;[some, lines] = [[], 0]
        if (slice.isLast && isLast) this.#checkpoint(true)
        else {
          await turn()
          this.#checkpoint(false)
        }
      }
    } finally {
      store.checkpointsByHand(false)
      // after a lock there is nobody to tell
      if (store.isOpen) tell()
    }
  }

  #apply(some: readonly Slice[], epoch: string): Published {
    const { apply, now } = this.#parts
    const { seq = 0, h = '' } = some.at(-1) ?? {}
    return apply({
      rows: some.flatMap(({ rows }) => rows),
      acks: some.flatMap(({ acks }) => acks),
      cursor: { epoch, seq, h },
      at: now(),
    })
  }

  #checkpoint(isOver: boolean): void {
    if (this.#lines < this.#pace.linesToCheckpoint(isOver)) return
    this.#parts.store.checkpoint()
    this.#lines = 0
  }
}
