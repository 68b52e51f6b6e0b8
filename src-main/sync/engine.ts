/** The clinical lane: sends what waits, reads what others did. One step at a time; whatever fails is simply done again. */
import { createHash } from 'node:crypto'
import { chainStart, readPage } from '../../shared/sync/log-chain.ts'
import {
  protocol,
  pullRows,
  readCursor,
  schemaVersion,
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
import { beginEpoch, changeEpoch, endRereading } from '../store/epoch-change.ts'
import { beginHydrating, hydrateAgain, hydratingEpoch, readManifest } from '../store/hydration.ts'
import { nextBatch, notePushed, renumber, renumberSetBack, sendAgainBeyond } from '../store/outbox.ts'
import { numbersLeft, takeNumbers } from '../store/numbers.ts'
import { Hydration } from './hydrate.ts'
import type { Transport } from './transport.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

export type EngineParts = Readonly<{
  store: Store
  transport: Transport
  device: string
  appVersion: string
  /** ISO 8601 now, for what is written. */
  now(): string
  /** What a page changed, for the screens. */
  changed(what: Published): void
  /** How many rows of a part of the snapshot are in, while one is taken in; null once it is. */
  progress?(part: Readonly<{ scope: Scope; rowsDone: number; rowsTotal: number }> | null): void
  /** A new workstation reads a log that is no longer than this from its start, in lines. */
  readFromStartUpTo?: number
  /** Lets others have their turn between two stretches of a segment. */
  turn?(): Promise<void>
}>

/** What a step found to do; `idle` when everything is sent and read. */
export type Step = 'idle' | 'more'

export class SyncEngine {
  readonly #parts: EngineParts
  readonly #hydration: Hydration
  #greeted = false

  constructor(parts: EngineParts) {
    this.#parts = parts
    this.#hydration = new Hydration(parts)
  }

  /** The next connection begins with a greeting again. */
  disconnected(): void {
    this.#greeted = false
  }

  /**
   * One round: greet if need be, push one batch, pull one page, or take in one segment where this workstation is new.
   * Throws Unreachable; nothing is lost by it.
   */
  async step(): Promise<Step> {
    if (!this.#greeted) await this.#greet()
    const pushed = await this.#push()
    const pulled = hydratingEpoch(this.#parts.store) === null ? await this.#pull() : await this.#hydrate()
    return pushed || pulled ? 'more' : 'idle'
  }

  get cursor(): Cursor | null {
    const { sync } = this.#parts.store
    const epoch = sync.get('epoch')
    if (epoch === null) return null
    return { epoch, seq: sync.number('seq', 0), h: sync.get('h') ?? chainStart }
  }

  async #greet(): Promise<void> {
    const { store, transport, now } = this.#parts
    const reply = await transport.hello(this.#hello())
    if (reply.numbers) takeNumbers(store, reply.numbers)
    const { cursor } = this
    if (cursor === null) this.#begin(reply)
    else if (reply.epoch !== cursor.epoch) changeEpoch(store, reply.epoch, now())
    else if (reply.deviceLastDseq >= store.sync.number('nextDseq', 1)) {
      // the cloud has seen numbers this workstation has yet to give: it was restored, or there are two of it
      renumberSetBack(store, now())
    }
    this.#greeted = true
  }

  /** Nothing of this practice has been read: its log is, from the start, or a snapshot is where that is long. */
  #begin({ epoch, head }: HelloReply): void {
    const { store, readFromStartUpTo = pullRows } = this.#parts
    const under = hydratingEpoch(store)
    if (under !== null && under !== epoch) hydrateAgain(store, epoch)
    else if (under === null && head > readFromStartUpTo) beginHydrating(store, epoch)
    else if (under === null) beginEpoch(store, epoch)
  }

  async #hydrate(): Promise<boolean> {
    // of another epoch than the greeting: one of the two is old, and a new greeting says which
    if ((await this.#hydration.step()) === 'greet') this.#greeted = false
    return true
  }

  /** The highest point of the log that anything here was taken at. */
  get #asOf(): Cursor | null {
    const { store } = this.#parts
    const said = store.sync.get('asOf')
    return said === null ? (readManifest(store)?.asOf ?? null) : readCursor(said)
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
      schema: schemaVersion,
      protocols: [protocol],
      cursor: this.cursor,
      asOf: this.#asOf,
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
    const reply = await transport.push({
      device,
      incarnation: store.sync.number('incarnation', 1),
      cursor: this.cursor,
      ops: batch.map(({ dseq, text, sha }) => ({ dseq, text, sha })),
    })
    if ('refused' in reply) return this.#refused(reply)
    const pushed = notePushed(store, batch, reply)
    if (pushed === 'fork') renumberSetBack(store, now())
    else if (pushed === 'gap') renumber(store)
    return true
  }

  async #pull(): Promise<boolean> {
    const { store, transport, now, changed } = this.#parts
    const { cursor } = this
    if (!cursor) return false
    const page = await transport.pull(cursor, pullRows)
    if ('refused' in page) return this.#refused(page)
    const read = readPage(sha256, page, cursor)
    // not what follows what we have: an old answer, or a damaged one. It is asked for again
    if (!read.ok) return false
    if (read.lines.length > 0)
      changed(applyPage(store, { ...sorted(read.lines), cursor: page.to, at: now() }))
    const lost = page.to.seq >= page.head && sendAgainBeyond(store, page.head)
    if (page.to.seq >= page.head) endRereading(store, now())
    if (read.lines.length === 0) return lost
    return page.head > page.to.seq || moreToSend(store)
  }

  #refused(refusal: PullRefusal): boolean {
    const { refused, epoch } = refusal
    if (this.cursor === null) return false
    // an answer that came late speaks of an epoch that has been taken long since
    if (refused !== 'epoch-changed' || epoch === null || epoch === this.cursor.epoch) return false
    const { store, now } = this.#parts
    changeEpoch(store, epoch, now())
    return true
  }
}

const moreToSend = (store: Store): boolean =>
  store.prepare(`SELECT 1 FROM outbox WHERE state = 'queued' LIMIT 1`).get() !== undefined

function sorted(lines: readonly LogLine[]): { rows: CloudRow[]; acks: Ack[] } {
  const rows: CloudRow[] = []
  const acks: Ack[] = []
  for (const line of lines) {
    if ('x' in line) continue
    if ('st' in line) acks.push({ op: line.o, seq: line.s, status: line.st, reason: line.why })
    else rows.push({ type: line.t, id: line.id, version: line.v, row: line.r && { ...line.r, id: line.id } })
  }
  return { rows, acks }
}
