/**
 * Brings the audit log to the cloud, whoever is signed in and also when nobody is. It goes by itself: neither the record nor
 * the bytes of documents wait for it, and it waits for none of them.
 */
import type { AlarmKind, AuditRefused, AuditTaken } from '../../shared/audit/wire.ts'
import type { Exchange } from '../../shared/audit/clock-state.ts'
import { must } from '../../shared/kernel/errors.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import type { Clock } from '../../shared/kernel/ids.ts'
import { jitter } from '../sync/jitter.ts'
import { Unreachable } from '../sync/transport.ts'
import { ownEntry, type AuditFile } from './audit-log.ts'
import type { AuditTransport } from './audit-transport.ts'
import { faultOfReceipt, inclusionOf } from './check-receipt.ts'
import { WitnessBook, type Batch } from './witness-book.ts'

export type WitnessParts = Readonly<{
  file: AuditFile
  transport: AuditTransport
  clock: Clock
  /** From 0 to 1. */
  random(): number
  /** What is shown of it has changed. */
  changed(): void
  /** A fault of ours: it is told to the log, and tried again. */
  failed(error: unknown): void
  /** The cloud has signed what its clock said during an exchange. */
  heardTime?(exchange: Exchange): void
  /** How often it is looked for new entries. */
  pollMs?: number
  longestWaitMs?: number
}>

/** Without anything new it is asked now and then how the tree stands. */
const quietMs = 15 * 60_000

export class WitnessLane {
  readonly #parts: WitnessParts
  readonly #book: WitnessBook
  readonly #ended = new AbortController()
  #wake: () => void = () => undefined
  #nudged = false
  #failures = 0
  #lastAsked = Number.NEGATIVE_INFINITY
  #running: Promise<void> = Promise.resolve()

  constructor(parts: WitnessParts) {
    this.#parts = parts
    this.#book = new WitnessBook(parts.file)
  }

  start(): void {
    this.#running = this.#run()
  }

  /** There is something to send that should not wait. */
  nudge(): void {
    this.#nudged = true
    this.#wake()
  }

  /** Ends it after the step under way. */
  async stop(): Promise<void> {
    this.#ended.abort()
    this.#wake()
    await this.#running
  }

  async #run(): Promise<void> {
    const { pollMs = 5000, failed } = this.#parts
    while (!this.#ended.signal.aborted) {
      let wait = pollMs
      try {
        this.#nudged = false
        wait = (await this.step()) === 'more' ? 0 : pollMs
        this.#failures = 0
      } catch (error) {
        // the file may be closed under a step that was on its way when everything ended
        if (this.#ended.signal.aborted) break
        const missed = error instanceof Unreachable ? error : null
        if (!missed) failed(error)
        const own = jitter(this.#failures, this.#parts.longestWaitMs ?? 300_000, this.#parts.random)
        this.#failures += 1
        wait = Math.max(missed?.retryAfterMs ?? 0, own)
      }
      if (this.#ended.signal.aborted) break
      await this.#rest(wait)
    }
  }

  /** `ms` 0 lets others have their turn. After a failure nothing but time helps. */
  async #rest(ms: number): Promise<void> {
    if (this.#nudged && this.#failures === 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        if (this.#failures > 0 && !this.#ended.signal.aborted) return
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }

  /** One question. `more` where there is another to be asked at once. Throws Unreachable. */
  async step(): Promise<'more' | 'idle'> {
    const { clock, transport, file } = this.#parts
    const { paused } = this.#book.lane()
    if (paused !== null && Date.parse(paused) > clock.now()) return 'idle'
    if (await this.#handOver()) return 'more'
    if (this.#book.lane().receiptKey === null) {
      // somebody has looked at why receipts were signed with another key: it is asked for anew
      this.#otherHistory('closed', 0, null, null)
      return 'more'
    }
    for (const { id, actor, reason } of this.#book.toTell()) {
      const refused = await transport.settled({ device: file.device, id, actor, reason })
      if (!refused) this.#book.told(id)
      else {
        // the cloud knows of people, or of whom it is about, what was not known here
        this.#book.reopen(id)
        file.append(ownEntry('audit.alarm', 'not-settled', { alarm: id, why: refused.refused }))
        this.#parts.changed()
      }
    }
    const batch = this.#book.next()
    if (!batch && clock.mono() - this.#lastAsked < quietMs) return 'idle'
    const { n, epoch } = file.last
    return this.#push(batch ?? { epoch, from: n + 1, aside: false, events: [] })
  }

  async #handOver(): Promise<boolean> {
    const { file, transport } = this.#parts
    const due = this.#book.handOver()
    if (!due) return false
    const upTo = file.last.n
    const reply = await transport.begin({ device: file.device, ...due, upTo })
    this.#book.handedOver(due.epoch)
    if ('refused' in reply) {
      // somebody else has begun an epoch of this number under our name
      this.#otherHistory('closed', reply.next, reply.known?.n ?? null)
    } else this.#trust(reply.receiptKey)
    this.#parts.changed()
    return true
  }

  /** The first key is taken from whoever the authority of the practice vouches for; another one is an alarm. */
  #trust(receiptKey: string): void {
    const { receiptKey: known } = this.#book.lane()
    if (known === null) {
      this.#book.trust(receiptKey)
      this.#parts.file.append(ownEntry('audit.witness', 'receipt-key', { key: receiptKey.slice(-16) }))
    } else if (known !== receiptKey) this.#alarm('other-key', null)
  }

  async #push({ epoch, from, aside, events }: Batch): Promise<'more' | 'idle'> {
    const { transport, file, clock, changed } = this.#parts
    const to = from + events.length - 1
    const { tree } = this.#book.lane()
    const sent = this.#clocks()
    const reply = await transport.push({
      device: file.device,
      epoch,
      from,
      aside,
      events: events.map(({ text, mac }) => ({ text, mac })),
      tree,
      checkpoints: aside ? [] : this.#book.toSend(to),
    })
    this.#lastAsked = clock.mono()
    const got = this.#clocks()
    if ('refused' in reply) this.#refused(reply, from)
    else if ('aside' in reply) this.#book.setAcked(to)
    else {
      this.#taken(reply, epoch, events.length > 0 ? to : null)
      this.#parts.heardTime?.({ cloud: Date.parse(reply.receipt.at), sent, got })
    }
    changed()
    return events.length > 0 && this.#book.waiting() > 0 ? 'more' : 'idle'
  }

  #clocks(): Exchange['sent'] {
    const { clock } = this.#parts
    return { wall: clock.now(), mono: clock.mono() }
  }

  #taken(taken: AuditTaken, epoch: number, sent: number | null): void {
    const { file } = this.#parts
    const { receiptKey, tree } = this.#book.lane()
    must(receiptKey !== null, 'audit.receipt-key')
    const { n: last } = file.last
    const fault = faultOfReceipt(taken, {
      receiptKey,
      device: file.device,
      epoch,
      tree,
      sent,
      hashAt: (n) => this.#book.hashAt(n),
    })
    // signed, and of more than there is here: this log is an earlier one
    if (fault === 'rewritten' && taken.receipt.n > last)
      return this.#otherHistory('set-back', epoch + 1, taken.receipt.n)
    if (fault === 'cloud-restored') this.#alarm(fault, taken.receipt.n)
    else if (fault !== null) {
      this.#alarm(fault, taken.receipt.n)
      // what was sent stays to be witnessed: nothing of it is let go here
      throw new Unreachable('refused')
    }
    this.#book.took(taken.receipt, taken.sig, inclusionOf(taken))
    if (sent !== null) this.#book.sentSigned(sent)
    this.#book.heard(taken.alarms)
    this.#book.prune()
  }

  #refused({ refused, known, bad, next }: AuditRefused, from: number): void {
    const { file } = this.#parts
    const { last } = file
    if (refused === 'unknown') {
      // a cloud that was set back to before it had the key: it is given all there is, and another key
      this.#book.setAcked(Math.min(this.#book.lane().acked, this.#firstOf(from) - 1))
      return this.#otherHistory('closed', next, null, 'cloud-restored')
    }
    if (refused === 'size' && known && known.n < from && this.#isOurs(known)) {
      // that is what it was sent
      if (known.n === from - 1) throw new Unreachable('refused')
      // it was set back, or a receipt was for what it then lost: what it lacks is sent again
      return this.#book.setAcked(known.n)
    }
    if (refused === 'forged') return this.#otherHistory('closed', next, bad, 'damaged')
    const isBehind = known !== null && known.n > last.n
    return this.#otherHistory(
      isBehind ? 'set-back' : refused === 'closed' ? 'closed' : 'fork',
      next,
      known?.n ?? null,
    )
  }

  #isOurs({ n, h }: Readonly<{ n: number; h: string }>): boolean {
    const own = this.#book.hashAt(n)
    return own !== null && (own === h || n === 0)
  }

  /** The first entry of the epoch that the entry `n` is of. */
  #firstOf(n: number): number {
    const row = this.#parts.file.db
      .prepare<[number], { first: number }>(
        'SELECT min(seq) AS first FROM audit WHERE epoch = (SELECT epoch FROM audit WHERE seq = ?)',
      )
      .get(n)
    return row?.first ?? n
  }

  /** From here on another epoch; what the cloud does not go on with is sent to be kept beside it. */
  #otherHistory(
    why: 'set-back' | 'fork' | 'closed',
    next: number,
    at: number | null,
    kind: AlarmKind | null = why === 'set-back' ? 'set-back' : 'fork',
  ): void {
    const { file } = this.#parts
    const { n, h } = file.last
    this.#book.setAside(n)
    file.beginEpoch(why, next, { n, h, ...(at !== null && { known: at }) })
    if (kind !== null) this.#alarm(kind, at)
  }

  #alarm(kind: AlarmKind, n: number | null): void {
    const { file, clock, changed } = this.#parts
    if (!this.#book.raise(kind, file.device, instantOf(clock.now()), n)) return
    file.append(ownEntry('audit.alarm', kind, n === null ? {} : { n }))
    changed()
  }
}
