/** What one log says of its clock, entry by entry, and where that does not agree with what the cloud has signed. */
import { clockBoundMs, clockSetBy, statedClock, type StatedClock } from '../../shared/audit/clock-state.ts'
import type { LogEntry } from '../../shared/audit/entry.ts'
import type { ClockReport } from './report.ts'

/** A receipt: the cloud had all up to `n` at that moment. */
export type Receipted = Readonly<{ n: number; at: string; nonce: string }>

export class ClockWalk {
  readonly #receipts: readonly Receipted[]
  readonly #byNonce: ReadonlyMap<string, number>
  /** Of each start, the last that was said. */
  readonly #said = new Map<string, StatedClock>()
  readonly #under = { synchronised: 0, unsynchronised: 0, unknown: 0 }
  #next = 0
  #measured = 0
  #furthestMs: number | null = null
  #set = 0
  #odd = 0
  #firstOdd: number | null = null

  /** Receipts of this log. */
  constructor(receipts: readonly Receipted[]) {
    this.#receipts = receipts.toSorted((a, b) => a.n - b.n)
    this.#byNonce = new Map(receipts.map(({ nonce, at }) => [nonce, Date.parse(at)]))
  }

  /** In the order of their numbers. */
  add(entry: LogEntry): void {
    const said = statedClock(entry)
    if (said) {
      this.#said.set(entry.boot, said)
      if (said.measured) {
        this.#measured += 1
        this.#furthestMs = Math.max(this.#furthestMs ?? 0, Math.abs(said.measured.offsetMs))
      }
    }
    if (clockSetBy(entry) !== null) this.#set += 1
    const state = this.#said.get(entry.boot)?.state
    if (state) this.#under[state] += 1
    if (this.#isOdd(entry)) {
      this.#odd += 1
      this.#firstOdd ??= entry.n
    }
  }

  get report(): ClockReport {
    return {
      ...this.#under,
      measured: this.#measured,
      furthestMs: this.#furthestMs,
      set: this.#set,
      odd: this.#odd,
      firstOdd: this.#firstOdd,
    }
  }

  #isOdd({ n, at, nonce }: LogEntry): boolean {
    const wall = Date.parse(at)
    while ((this.#receipts[this.#next]?.n ?? Number.POSITIVE_INFINITY) < n) this.#next += 1
    const covering = this.#receipts[this.#next]
    if (covering && wall > Date.parse(covering.at) + clockBoundMs) return true
    const before = nonce === null ? undefined : this.#byNonce.get(nonce)
    return before !== undefined && wall < before - clockBoundMs
  }
}
