/** The practice's database as a model: one transaction at a time, written whole or not at all, and copied for a backup. */
import type { Held } from '../../shared/kernel/decide.ts'
import { activityOf, isAlwaysHeld, type Window } from '../../shared/sync/charts.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
import { chainStart } from '../../shared/sync/log-chain.ts'
import { rangeAfter, type LogSegment } from '../../src-cloud/executor/log-segment.ts'
import {
  rowKey,
  type ChartRows,
  type Head,
  type LiveRows,
  type LogEntry,
  type LogRange,
  type Practices,
  type PracticeTx,
  type RowKey,
  type StoredResult,
} from '../../src-cloud/executor/practice-tx.ts'
import { sha256 } from '../../src-cloud/sync/sha256.ts'

export type Quarantined = Readonly<{ op: string; reason: string; text: string }>

export type PracticeState = {
  head: Head
  log: LogEntry[]
  rows: Map<string, Held>
  results: Map<string, StoredResult>
  dseq: Map<string, number>
  quarantine: Map<string, Quarantined[]>
  snapshot: Snapshot | null
  /** Stretches of the log that are served from here; `log` itself stays whole, for who checks it. */
  segments: readonly LogSegment[]
  /** The number before the first line that is kept. */
  oldest: number
}

/** What a new workstation begins with; its segments in base64. */
export type Snapshot = Readonly<{ manifest: Manifest; segments: readonly string[] }>

export const emptyState = (epoch: string): PracticeState => ({
  head: { epoch, seq: 0, h: chainStart },
  log: [],
  rows: new Map(),
  results: new Map(),
  dseq: new Map(),
  quarantine: new Map(),
  snapshot: null,
  segments: [],
  oldest: 0,
})

/** What a backup holds; rows, lines and results are never changed once written. */
export const copyState = (state: PracticeState): PracticeState => ({
  head: state.head,
  log: [...state.log],
  rows: new Map(state.rows),
  results: new Map(state.results),
  dseq: new Map(state.dseq),
  quarantine: new Map([...state.quarantine].map(([op, list]) => [op, [...list]])),
  snapshot: state.snapshot,
  segments: state.segments,
  oldest: state.oldest,
})

export type Saved = Readonly<{ key: RowKey; held: Held; op: string }>
/** What one transaction wrote, in the order it was written. */
export type Committed = Readonly<{
  before: PracticeState
  head: Head
  entries: readonly LogEntry[]
  saved: readonly Saved[]
  results: readonly Readonly<{ op: string; device: string; stored: StoredResult }>[]
  quarantined: readonly Quarantined[]
}>

export class CloudKilled extends Error {}

export class ModelPractices implements Practices {
  state: PracticeState
  /** Asked before each thing a transaction does; throws where the cloud dies there. */
  readonly beforeEach: () => void
  readonly committed: (what: Committed) => void
  #queue: Promise<unknown> = Promise.resolve()

  constructor(state: PracticeState, beforeEach: () => void, committed: (what: Committed) => void) {
    this.state = state
    this.beforeEach = beforeEach
    this.committed = committed
  }

  /** A model holds one practice, whatever it is called. */
  transaction<T>(practice: string, work: (tx: PracticeTx) => Promise<T>): Promise<T> {
    const run = this.#queue.then(async () => {
      const tx = new ModelTx(this, practice)
      const answer = await work(tx)
      this.beforeEach()
      tx.commit()
      return answer
    })
    this.#queue = run.catch(() => undefined)
    return run
  }

  head(): Promise<Head> {
    return Promise.resolve(this.state.head)
  }

  oldest(): Promise<number> {
    return Promise.resolve(this.state.oldest)
  }

  hashAt(_practice: string, seq: number): Promise<string | null> {
    if (seq < this.state.oldest) return Promise.resolve(null)
    return Promise.resolve(seq === 0 ? chainStart : (this.state.log[seq - 1]?.h ?? null))
  }

  lines(_practice: string, after: number, to: number): Promise<LogRange> {
    const { segments, log } = this.state
    const segment = segments.find((each) => each.from <= after + 1 && after < each.to)
    if (segment) return Promise.resolve(rangeAfter(sha256, segment, after))
    let end = to
    const isEnd = (seq: number) => {
      const entry = log[seq - 1]
      const next = log[seq]
      return entry === undefined || next === undefined || next.tx !== entry.tx
    }
    while (!isEnd(end)) end += 1
    const lines = log.slice(after, end).map(({ line }) => line)
    return Promise.resolve({ lines, left: [], to: end, h: log[end - 1]?.h ?? '' })
  }

  liveRows(_practice: string, type: string, after: string | null): Promise<LiveRows> {
    const { head, rows } = this.state
    const live = [...rows].flatMap(([key, { version, row }]) => {
      const id = key.slice(type.length + 1)
      return key.startsWith(`${type}/`) && row && id > (after ?? '') ? [{ id, version, row }] : []
    })
    const some = live.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, liveRowsAtOnce)
    return Promise.resolve({ head, rows: some, more: some.length === liveRowsAtOnce })
  }

  chart(_practice: string, patient: string): Promise<ChartRows> {
    const { head, rows } = this.state
    return Promise.resolve({ head, rows: chartOf(rows, patient) })
  }

  activeCharts(_practice: string, { since, before }: Window): Promise<readonly string[]> {
    const active = [...activityIn(this.state.rows)]
    const within = active.filter(([, at]) => at >= since && (before === null || at < before))
    return Promise.resolve(within.map(([patient]) => patient))
  }
}

/** Rows of one chart, but for those that are held of every patient. */
export function chartOf(rows: PracticeState['rows'], patient: string): ChartRows['rows'] {
  return [...rows].flatMap(([key, { version, row }]) => {
    const [type = '', id = ''] = key.split('/')
    if (row?.['patientId'] !== patient || isAlwaysHeld(type)) return []
    return [{ type, id, version, data: JSON.stringify(row) }]
  })
}

/** When a chart was active last, by patient. */
export function activityIn(rows: PracticeState['rows']): ReadonlyMap<string, string> {
  const active = new Map<string, string>()
  for (const [key, { row }] of rows) {
    const patient = row?.['patientId']
    const at = row && activityOf(key.split('/')[0] ?? '', row)
    if (typeof patient === 'string' && at !== null && at > (active.get(patient) ?? ''))
      active.set(patient, at)
  }
  return active
}

/** So few at a time that one type takes several questions. */
const liveRowsAtOnce = 3

class ModelTx implements PracticeTx {
  readonly #practices: ModelPractices
  readonly #base: PracticeState
  readonly #dseq = new Map<string, number>()
  readonly #rows = new Map<string, Held>()
  readonly #known = new Map<string, StoredResult>()
  readonly #saved: Saved[] = []
  readonly #entries: LogEntry[] = []
  readonly #results: { op: string; device: string; stored: StoredResult }[] = []
  readonly #quarantined: Quarantined[] = []
  readonly practice: string
  head: Head

  constructor(practices: ModelPractices, practice: string) {
    this.#practices = practices
    this.practice = practice
    this.#base = practices.state
    this.head = practices.state.head
  }

  async #step<T>(work: () => T): Promise<T> {
    this.#practices.beforeEach()
    await Promise.resolve()
    return work()
  }

  lastDseq(device: string, incarnation: number): Promise<number> {
    const key = `${device}/${incarnation}`
    return this.#step(() => this.#dseq.get(key) ?? this.#base.dseq.get(key) ?? 0)
  }

  setLastDseq(device: string, incarnation: number, dseq: number): Promise<void> {
    return this.#step(() => void this.#dseq.set(`${device}/${incarnation}`, dseq))
  }

  results(ops: readonly string[]): Promise<ReadonlyMap<string, StoredResult>> {
    return this.#step(() => {
      const found = new Map<string, StoredResult>()
      for (const op of ops) {
        const result = this.#known.get(op) ?? this.#base.results.get(op)
        if (result) found.set(op, result)
      }
      return found
    })
  }

  saveResult(op: string, device: string, stored: StoredResult): Promise<void> {
    return this.#step(() => {
      this.#known.set(op, stored)
      this.#results.push({ op, device, stored })
    })
  }

  rows(keys: readonly RowKey[]): Promise<ReadonlyMap<string, Held>> {
    return this.#step(() => {
      const found = new Map<string, Held>()
      for (const key of keys) {
        const held = this.#rows.get(rowKey(key)) ?? this.#base.rows.get(rowKey(key))
        if (held) found.set(rowKey(key), held)
      }
      return found
    })
  }

  whereabouts(patients: readonly string[]): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
    return this.#step(() => {
      const rows = [...this.#base.rows].flatMap(([key, { row }]) =>
        row && /^(?:encounter|appointment)\//.test(key) && patients.includes(String(row['patientId']))
          ? [row]
          : [],
      )
      return Map.groupBy(rows, (row) => String(row['patientId']))
    })
  }

  hasPeople(): Promise<boolean> {
    return this.#step(() => [...this.#base.rows.keys()].some((key) => key.startsWith('user/')))
  }

  saveRow(key: RowKey, held: Held, _patient: string | null, op: string): Promise<void> {
    return this.#step(() => {
      this.#rows.set(rowKey(key), held)
      this.#saved.push({ key, held, op })
    })
  }

  append(entries: readonly LogEntry[]): Promise<void> {
    return this.#step(() => void this.#entries.push(...entries))
  }

  quarantine(op: string, reason: string, text: string): Promise<void> {
    return this.#step(() => void this.#quarantined.push({ op, reason, text }))
  }

  setHead(head: Head): Promise<void> {
    return this.#step(() => void (this.head = head))
  }

  commit(): void {
    const before = this.#base
    const state = copyState(before)
    state.head = this.head
    state.log.push(...this.#entries)
    for (const [key, held] of this.#rows) state.rows.set(key, held)
    for (const [op, stored] of this.#known) state.results.set(op, stored)
    for (const [key, dseq] of this.#dseq) state.dseq.set(key, dseq)
    for (const each of this.#quarantined)
      state.quarantine.set(each.op, [...(state.quarantine.get(each.op) ?? []), each])
    this.#practices.state = state
    this.#practices.committed({
      before,
      head: this.head,
      entries: this.#entries,
      saved: this.#saved,
      results: this.#results,
      quarantined: this.#quarantined,
    })
  }
}
