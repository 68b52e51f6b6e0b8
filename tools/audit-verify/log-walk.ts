/** One log of an export, line by line, with no more of it in memory than a few hundred entries. */
import {
  verifyChain,
  type ChainCrypto,
  type KeptRead,
  type Mutation,
  type Point,
} from '../../shared/audit/chain.ts'
import { logStart, type LogEntry } from '../../shared/audit/entry.ts'
import type { Run } from '../../shared/audit/published.ts'
import type { ClockWalk } from './clock-walk.ts'
import { sha256 } from './trust.ts'

/** Codes are made with keys that no stranger has: they are not looked at. */
const crypto: ChainCrypto = {
  sha256,
  mac: () => '',
  evolve: () => '',
}

const atOnce = 256

export type Bad = Readonly<{ n: number; what: Mutation; upTo?: number; source?: string }>
/** What is known of a log besides its entries. `practice`: of what the cloud has signed. */
export type Anchor = Point &
  Readonly<{
    by: 'workstation' | 'cloud' | 'tree' | 'export'
    at: string
    source: string
    practice: string | null
  }>

type Stretch = Pick<Run, 'first' | 'prev' | 'n' | 'h'>

export class LogWalk {
  readonly clock: ClockWalk
  readonly #epoch: number
  readonly #device: string
  readonly #stretches: readonly Stretch[] | null
  /** By number; several of one number agree, or one of them does not fit. */
  readonly #anchors: ReadonlyMap<number, readonly Anchor[]>
  #stretch = 0
  #left = Number.POSITIVE_INFINITY
  #base: Point | null = null
  /** The batch that was proven last, and what it went on from: so that what was done shows across batches. */
  #before: Readonly<{ base: Point; rows: readonly KeptRead[] }> | null = null
  #pending: KeptRead[] = []
  #suspect = false
  #agreed: number | null = null
  /** What this stretch goes on from. */
  #start = 0
  /** What the first entry goes on from, as it says. */
  begins: Point | null = null
  bad: Bad | null = null
  readonly met: Anchor[] = []
  /** Anchors of other exports that say something else: there are two histories. */
  readonly forks: Anchor[] = []
  entries = 0
  first = 0
  last = 0
  from = ''
  until = ''

  /** `stretches`: what its statement says there is of it, in order; null where there is none. */
  constructor(
    log: Readonly<{ device: string; epoch: number }>,
    stretches: readonly Stretch[] | null,
    anchors: readonly Anchor[],
    clock: ClockWalk,
  ) {
    this.clock = clock
    this.#device = log.device
    this.#epoch = log.epoch
    this.#stretches = stretches
    this.#anchors = Map.groupBy(anchors, ({ n }) => n)
    this.#begin()
  }

  get end(): Point | null {
    return this.#base
  }

  add(row: KeptRead): void {
    this.entries += 1
    this.#note(row.entry ?? null)
    if (this.bad) return
    if (!this.#base) {
      this.#base = startOf(row.entry ?? null)
      this.#start = this.#base.n
    }
    this.begins ??= this.#base
    this.#pending.push(row)
    this.#left -= 1
    if (this.#pending.length >= (this.#suspect ? 2 * atOnce : atOnce)) this.#prove()
    if (this.#left === 0 && !this.#suspect) {
      this.#prove()
      if (!this.#suspect) this.#next()
    }
  }

  /** No more of it comes. */
  finish(): void {
    if (this.#pending.length > 0 && !this.bad) this.#prove(true)
    const run = this.#stretches?.[this.#stretch]
    // what is there fits, and there was more of it
    if (!this.bad && run) this.bad = { n: (this.#base?.n ?? run.first - 1) + 1, what: 'tail-deleted' }
  }

  #note(entry: LogEntry | null): void {
    if (!entry) return
    this.clock.add(entry)
    if (this.first === 0) this.first = entry.n
    this.last = Math.max(this.last, entry.n)
    if (this.from === '' || entry.at < this.from) this.from = entry.at
    if (entry.at > this.until) this.until = entry.at
  }

  #begin(): void {
    const run = this.#stretches?.[this.#stretch]
    this.#left = run ? run.n - run.first + 1 : Number.POSITIVE_INFINITY
    this.#agreed = null
    if (!run) return
    this.#before = null
    this.#base = { n: run.first - 1, h: run.prev }
    this.#start = run.first - 1
  }

  /** A stretch has come to its end, as was said of it. */
  #next(): void {
    const run = this.#stretches?.[this.#stretch]
    if (run && (this.#base?.h !== run.h || this.#base.n !== run.n)) {
      this.bad = { n: (this.#agreed ?? this.#start) + 1, what: 'replaced', upTo: run.n }
      return
    }
    this.#stretch += 1
    this.#begin()
  }

  #prove(isLast = false): void {
    const base = this.#base
    const rows = this.#pending
    if (!base || rows.length === 0) return
    const given = { epoch: this.#epoch, key: null, device: this.#device }
    const verdict = this.#suspect ? null : verifyChain(crypto, { ...given, base, entries: rows })
    if (verdict?.ok) {
      // more than was said: it goes on, and nobody said so
      if (this.#stretches && this.#stretch >= this.#stretches.length) {
        this.bad = { n: base.n + 1, what: 'inserted' }
        return
      }
      this.#meet(base, rows)
      this.#before = { base, rows }
      this.#base = verdict.end
      this.#pending = []
      return
    }
    if (!this.#suspect && !isLast) {
      // what was done to it shows by what follows
      this.#suspect = true
      return
    }
    const wide = this.#before ?? { base, rows: [] }
    const named = verifyChain(crypto, { ...given, base: wide.base, entries: [...wide.rows, ...rows] })
    this.bad = named.ok ? { n: base.n + 1, what: 'edited' } : { n: named.firstBad, what: named.what }
    this.#pending = []
  }

  #meet(base: Point, rows: readonly KeptRead[]): void {
    if (this.#anchors.size === 0) return
    rows.forEach(({ h }, index) => {
      const n = base.n + 1 + index
      for (const anchor of this.#anchors.get(n) ?? []) {
        if (anchor.h === h) {
          this.#agreed = n
          this.met.push(anchor)
        } else if (anchor.by === 'export') this.forks.push(anchor)
        else
          this.bad ??= {
            n: (this.#agreed ?? this.#start) + 1,
            what: this.#agreed === null ? 'replaced' : 'edited',
            upTo: n,
            source: anchor.source,
          }
      }
    })
  }
}

/** Where nothing says what it goes on from, its first entry does; the first of all goes on from nothing. */
function startOf(entry: LogEntry | null): Point {
  return entry && entry.n > 1 ? { n: entry.n - 1, h: entry.prev } : { n: 0, h: logStart }
}
