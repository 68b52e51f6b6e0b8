/** The clinical lane: sends what waits, reads what others did. One step at a time; whatever fails is simply done again. */
import { partOf, type ChartPart } from '../../shared/charting/chart-parts.ts'
import { readPage } from '../../shared/sync/log-chain.ts'
import {
  protocols,
  pullRows,
  type Cursor,
  type Hello,
  type HelloReply,
  type LogLine,
  type PullRefusal,
} from '../../shared/sync/wire.ts'
import type { Scope } from '../../shared/sync/hydrate.ts'
import { applyPage, type Ack, type CloudRow } from '../store/apply.ts'
import type { Store } from '../store/store.ts'
import type { Published } from '../store/tx.ts'
import { anyChartAhead } from '../store/chart-state.ts'
import { beginEpoch, changeEpoch, endRereading } from '../store/epoch-change.ts'
import { beginHydrating, hydrateAgain, hydrateInstead } from '../store/hydration.ts'
import { UnreadableRow } from '../store/incoming.ts'
import { hydratingEpoch } from '../store/manifest.ts'
import { anythingOpaque } from '../store/opaque.ts'
import { cursorOf, highestTaken, noteRead } from '../store/points.ts'
import {
  decidedBefore,
  isWaiting,
  nextBatch,
  notePushed,
  renumber,
  renumberSetBack,
  sendAgainBeyond,
} from '../store/outbox.ts'
import { numbersLeft, takeNumbers } from '../store/numbers.ts'
import { applyRefetched, noteRefetch, refetching } from '../store/refetch.ts'
import { Hydration } from './hydrate.ts'
import { LongWriting } from './long-writing.ts'
import { denied, type Denied, type Update } from './negotiation.ts'
import { sha256 } from './sha256.ts'
import type { PageTaken, Transport } from './transport.ts'

/** Places in the file that a page writes to while somebody works. A page is one transaction (ADR 21): so many take about as long as a search. */
const placesBetweenSearches = 40
/** How many lines write about as much as a stretch of a snapshot. */
const linesAStretch = 300
/** So many come every day: for them no thread is begun. */
const fewPages = 2

/** How many rows of a part of the snapshot are in. */
export type Progress = Readonly<{ scope: Scope; rowsDone: number; rowsTotal: number }>

/** What others changed, as a page that was read now says it: by patient, the parts of the chart. */
export type OthersWork = ReadonlyMap<string, ReadonlySet<ChartPart>>

export type EngineParts = Readonly<{
  store: Store
  transport: Transport
  device: string
  appVersion: string
  /** ISO 8601 now, for what is written. */
  now(): string
  /** What a page changed, for the screens. */
  changed(what: Published): void
  /** While a snapshot is taken in; null once it is. */
  progress?(part: Progress | null): void
  /** Charts are wanted: whoever brings them may begin. */
  wanted?(): void
  /** What others did. */
  others?(work: OthersWork): void
  /** A new workstation reads a log that is no longer than this from its start, in lines. */
  readFromStartUpTo?: number
  /** Lets others have their turn between two stretches of a segment. */
  turn?(): Promise<void>
  /** Whether somebody works at this workstation just now: whatever they ask for waits for no more than a small page. */
  isAsked?(): boolean
}>

/** What a step found to do; `idle` when everything is sent and read. */
export type Step = 'idle' | 'more'

export class SyncEngine {
  readonly #parts: EngineParts
  readonly #hydration: Hydration
  readonly #writing: LongWriting
  /** That were read one after the other. */
  #pages = 0
  #greeted = false
  #denied: Denied | null = null
  #cloudSchema = 0
  #showsLess: boolean

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#writing = new LongWriting(parts.store)
    this.#hydration = new Hydration(parts, this.#writing)
    this.#showsLess = anythingOpaque(parts.store)
  }

  /** The next connection begins with a greeting again. */
  disconnected(): void {
    this.#greeted = false
    this.rest()
  }

  /** Nothing is read for the moment, or ever again. */
  rest(): void {
    this.#writing.end()
    this.#pages = 0
  }

  /** What it leaves to a later version; null where it does everything. */
  get needsUpdate(): Update | null {
    return this.#denied ?? (this.#showsLess ? 'shows-less' : null)
  }

  /**
   * One round: greet if need be, push one batch, pull one page, or take in one segment where this workstation is new.
   * Throws Unreachable; nothing is lost by it.
   */
  async step(): Promise<Step> {
    if (!this.#greeted) await this.#greet()
    const pushed = this.#denied !== 'sends-nothing' && (await this.#push())
    const pulled = this.#denied === null && (await this.#read())
    this.#showsLess = anythingOpaque(this.#parts.store)
    return pushed || pulled ? 'more' : 'idle'
  }

  /** A row that a newer cloud wrote in a shape that cannot be followed ends the reading, as if the cloud had said so. */
  async #read(): Promise<boolean> {
    const { store } = this.#parts
    try {
      return hydratingEpoch(store) === null
        ? (await this.#pull()) || (await this.#refetch())
        : await this.#hydrate()
    } catch (error) {
      if (!(error instanceof UnreadableRow) || this.#cloudSchema <= store.known.schema) throw error
      this.#denied = 'reads-nothing'
      return false
    }
  }

  get cursor(): Cursor | null {
    return cursorOf(this.#parts.store)
  }

  async #greet(): Promise<void> {
    const { store, transport, now } = this.#parts
    const reply = await transport.hello(this.#hello())
    if ('refused' in reply) {
      this.#denied = 'sends-nothing'
      this.#greeted = true
      return
    }
    this.#denied = denied(reply, store.known.schema)
    this.#cloudSchema = reply.schema.server
    if (reply.numbers) takeNumbers(store, reply.numbers)
    const { cursor } = this
    if (cursor === null) {
      if (this.#denied === null) this.#begin(reply)
    } else if (reply.epoch !== cursor.epoch) changeEpoch(store, reply.epoch, now())
    else if (speaksOfUs(store, reply) && reply.deviceLastDseq >= store.sync.number('nextDseq', 1)) {
      // the cloud has seen numbers this workstation has yet to give: it was restored, or there are two of it
      renumberSetBack(store, now())
    }
    if (cursor !== null && this.#denied === null)
      noteRefetch(store, reply.schema.refetchTypes, reply.schema.server)
    this.#greeted = true
  }

  /** Nothing of this practice has been read: its log is, from the start, or a snapshot is where that is long. */
  #begin({ epoch, head }: HelloReply): void {
    const { store, now, readFromStartUpTo = pullRows } = this.#parts
    const under = hydratingEpoch(store)
    if (under !== null && under !== epoch) hydrateAgain(store, epoch, now())
    else if (under === null && head > readFromStartUpTo) beginHydrating(store, epoch)
    else if (under === null) beginEpoch(store, epoch)
  }

  async #hydrate(): Promise<boolean> {
    // of another epoch than the greeting: one of the two is old, and a new greeting says which
    if ((await this.#hydration.step()) === 'greet') this.#greeted = false
    return true
  }

  /** Where something was taken that the log has not been read to, said so that the cloud can see whether it is of its history. */
  get #ahead(): Cursor | null {
    const taken = highestTaken(this.#parts.store)
    return taken && taken.seq > (this.cursor?.seq ?? -1) ? taken : null
  }

  #hello(): Hello {
    const { store, device, appVersion, now } = this.#parts
    const [pending] = store
      .prepare<[], { ops: number; oldest: string | null }>(
        `SELECT count(*) AS ops, min(madeAt) AS oldest FROM outbox WHERE state = 'queued'`,
      )
      .all()
    return {
      device,
      incarnation: store.sync.number('incarnation', 1),
      app: appVersion,
      schema: store.known.schema,
      readAs: this.cursor === null ? null : store.sync.number('readAs', 1),
      protocols: [...protocols],
      cursor: this.cursor,
      asOf: highestTaken(store),
      nextDseq: store.sync.number('nextDseq', 1),
      pending: pending ?? { ops: 0, oldest: null },
      wall: Date.parse(now()),
      numbersLeft: numbersLeft(store),
    }
  }

  async #push(): Promise<boolean> {
    const { store, transport, device, now } = this.#parts
    const batch = nextBatch(store)
    if (batch.length === 0) return false
    const decided = decidedBefore(store, batch)
    const reply = await transport.push({
      device,
      incarnation: store.sync.number('incarnation', 1),
      cursor: this.cursor,
      asOf: this.#ahead,
      ops: batch.map(({ dseq, text, sha }) => ({ dseq, text, sha })),
      ...(decided.length > 0 && { decided: [...decided] }),
    })
    if ('refused' in reply) return this.#refused(reply, 'push')
    const pushed = notePushed(store, batch, reply)
    if (pushed === 'fork') renumberSetBack(store, now())
    else if (pushed === 'gap') renumber(store)
    return true
  }

  async #pull(): Promise<boolean> {
    await this.#writing.rest()
    const { store, transport, now, changed } = this.#parts
    const { cursor } = this
    if (!cursor) return false
    const page = await (this.#parts.isAsked?.() === true
      ? transport.pull(cursor, placesBetweenSearches, this.#ahead, (line) => placesOf(store, line))
      : transport.pull(cursor, pullRows, this.#ahead))
    if ('refused' in page) return this.#refused(page, 'pull')
    const read = readPage(sha256, page, cursor)
    // not what follows what we have: an old answer, or a damaged one. It is asked for again
    if (!read.ok) return false
    const followed = page.to.seq < page.head
    if (read.lines.length > 0) {
      if (followed && this.#pages >= fewPages) this.#writing.begin()
      changed(applyPage(store, { ...sorted(read.lines, page.packed), cursor: page.to, at: now() }, followed))
      this.#pages += 1
      this.#writing.wrote(read.lines.length / linesAStretch)
      this.#parts.others?.(othersWork(read.lines, this.#parts.device))
    }
    const lost = !followed && sendAgainBeyond(store, page.head)
    if (!followed) {
      this.rest()
      endRereading(store, now())
      noteRead(store, now())
    }
    if (read.lines.length === 0) return lost
    return page.head > page.to.seq || isWaiting(store)
  }

  /** Rows of a type that has changed, as of where this workstation stands: asked for when it stands at the head. */
  async #refetch(): Promise<boolean> {
    const { store, transport, changed, now } = this.#parts
    const [under, cursor] = [refetching(store), this.cursor]
    // a chart that is ahead was brought as another version read it, perhaps: the log passes it first
    if (!under || !cursor || anyChartAhead(store)) return false
    const page = await transport.rows(under.types[0] ?? '', under.after)
    const { epoch, seq, h } = page.asOf
    // something was written meanwhile: it is read first
    if (epoch === cursor.epoch && seq === cursor.seq && h === cursor.h)
      changed(applyRefetched(store, under, page, now()))
    return true
  }

  #refused(refusal: PullRefusal, during: 'push' | 'pull'): boolean {
    const { refused, epoch } = refusal
    if (refused === 'upgrade') this.#denied = during === 'push' ? 'sends-nothing' : 'reads-nothing'
    if (this.cursor === null) return false
    if (refused === 'cursor-expired' && epoch === this.cursor.epoch) return this.#expired(epoch)
    // an answer that came late speaks of an epoch that has been taken long since
    if (refused !== 'epoch-changed' || epoch === null || epoch === this.cursor.epoch) return false
    const { store, now } = this.#parts
    changeEpoch(store, epoch, now())
    return true
  }

  /** The log does not reach back so far any more: what waits is sent first, then a snapshot is taken in. */
  #expired(epoch: string): boolean {
    const { store } = this.#parts
    if (!isWaiting(store)) hydrateInstead(store, epoch)
    return true
  }
}

/** An old answer may speak of an incarnation whose numbers went further than those of the present one have yet. */
const speaksOfUs = ({ sync }: Store, { incarnation }: HelloReply): boolean =>
  incarnation === null || incarnation === sync.number('incarnation', 1)

const placesOf = (store: Store, line: LogLine): number => ('t' in line ? store.places.of(line.t) : 1)

function sorted(lines: readonly LogLine[], packed: PageTaken['packed']): { rows: CloudRow[]; acks: Ack[] } {
  const rows: CloudRow[] = []
  const acks: Ack[] = []
  for (const line of lines) {
    if ('x' in line) continue
    if ('st' in line) acks.push({ op: line.o, seq: line.s, status: line.st, reason: line.why })
    else {
      const row = line.r && { ...line.r, id: line.id }
      const fields = packed?.get(line.s)
      rows.push({
        type: line.t,
        id: line.id,
        version: line.v,
        row,
        patient: line.p,
        seq: line.s,
        ...(fields && { packed: fields }),
      })
    }
  }
  return { rows, acks }
}

function othersWork(lines: readonly LogLine[], device: string): OthersWork {
  const ours = new Set(lines.flatMap((line) => ('dev' in line && line.dev === device ? [line.o] : [])))
  const work = new Map<string, Set<ChartPart>>()
  for (const line of lines) {
    if (!('t' in line) || line.p === null || ours.has(line.o)) continue
    const part = partOf(line.t, line.r?.['category'])
    if (part) work.set(line.p, (work.get(line.p) ?? new Set()).add(part))
  }
  return work
}
