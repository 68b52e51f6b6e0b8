/**
 * Keeps the bytes of documents on their way while somebody is signed in, beside the clinical lane and apart from it: neither
 * waits for the other. Two at a time; one that cannot be carried holds up no other, and in the end waits for a person.
 */
import { AppError } from '../../shared/kernel/errors.ts'
import { blobsAtOnce } from '../../shared/sync/blobs.ts'
import { blobOf, elsewhere, noteFault, toGet, toSend, type BlobRow } from '../store/blob-rows.ts'
import { NotTaken, fetchBlob, lookAtBlob, sendBlob, type Carrying, type Way } from './blob-carrier.ts'
import { Patience, type PatienceParts } from './patience.ts'
import { Unreachable } from './transport.ts'

export type BlobLaneParts = Carrying &
  PatienceParts &
  Readonly<{
    /** Whether the clinical lane has the cloud now: then what fails is the blob's own. */
    reached(): boolean
    /** It may be away after all: the clinical lane looks. */
    wonder(): void
    /** A fault of ours: it is told to the log. */
    failed(error: unknown): void
  }>

type Job = Readonly<{ what: 'send' | 'get' | 'look'; sha: string; size: number; urgent: boolean }>

/** What is brought without being asked for: of so many bytes at most, and only while the disk has so much more room. */
const unaskedBytes = 10 * 1024 * 1024
const roomBytes = 1024 * 1024 * 1024
const noRoomMs = 300_000
/** After so many failures of its own a blob waits for a person as well. */
const patientFor = 8
/** When it is looked again, at first: for the log's word of what was sent, and for what another workstation sends. */
const toldMs = 30_000
const lookMs = 3000

export class BlobLane {
  readonly #parts: BlobLaneParts
  readonly #patience: Patience
  readonly #ended = new AbortController()
  readonly #running = new Map<string, Promise<void>>()
  /** Somebody waits for these. */
  readonly #wanted = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #misses = 0
  #awayUntil = 0
  #noRoomUntil = 0

  constructor(parts: BlobLaneParts) {
    this.#parts = parts
    this.#patience = new Patience(parts)
  }

  /** There may be something to carry. */
  nudge(): void {
    if (!this.#ended.signal.aborted) this.#fill()
  }

  /** The network is there again, or a person does not want to wait. */
  tryNow(): void {
    this.#misses = 0
    this.#awayUntil = 0
    this.#patience.hurry()
    this.nudge()
  }

  /** Somebody waits for this one: it comes before all others. */
  want(sha: string): void {
    this.#wanted.add(sha)
    this.#patience.forget(sha)
    this.nudge()
  }

  /** Ends it: what is under way is cut off, and goes on with the same piece another time. */
  async stop(): Promise<void> {
    this.#ended.abort()
    clearTimeout(this.#timer)
    await Promise.all(this.#running.values())
  }

  #fill(): void {
    clearTimeout(this.#timer)
    const now = this.#parts.mono()
    while (this.#running.size < blobsAtOnce && now >= this.#awayUntil) {
      const job = this.#next(now)
      if (!job) break
      const running = this.#run(job).finally(() => {
        this.#running.delete(job.sha)
        this.nudge()
      })
      this.#running.set(job.sha, running)
    }
    const due =
      this.#awayUntil > now
        ? this.#awayUntil
        : Math.min(this.#patience.nextAfter(now), this.#noRoomUntil > now ? this.#noRoomUntil : Infinity)
    if (Number.isFinite(due)) this.#timer = setTimeout(() => this.nudge(), Math.max(20, due - now))
  }

  #next(now: number): Job | null {
    const { store } = this.#parts
    const first = (rows: Iterable<BlobRow>, what: Job['what']): Job | null => {
      for (const row of rows)
        if (this.#mayTry(row.sha, now)) return { what, sha: row.sha, size: row.size, urgent: false }
      return null
    }
    return (
      this.#urgent(now) ??
      first(toSend(store), 'send') ??
      (now >= this.#noRoomUntil ? first(toGet(store, unaskedBytes), 'get') : null) ??
      first(elsewhere(store), 'look')
    )
  }

  #urgent(now: number): Job | null {
    for (const sha of this.#wanted) {
      const row = blobOf(this.#parts.store.read, sha)
      if (!row || row.here === 1) this.#wanted.delete(sha)
      else if (this.#mayTry(sha, now))
        return row.stored === 0
          ? { what: 'look', sha, size: row.size, urgent: false }
          : { what: 'get', sha, size: row.size, urgent: true }
    }
    return null
  }

  #mayTry(sha: string, now: number): boolean {
    return !this.#running.has(sha) && this.#patience.mayTry(sha, now)
  }

  async #run(job: Job): Promise<void> {
    const { sha, size, urgent } = job
    const signal = this.#ended.signal
    try {
      await this.#carry(job, { sha, size, signal, yields: () => !urgent && this.#isAwaited(sha) })
      this.#misses = 0
    } catch (error) {
      // the store may be closed under what was on its way when everything ended
      if (!signal.aborted) this.#missed(job, error)
    }
  }

  async #carry({ what, urgent, sha, size }: Job, way: Way): Promise<void> {
    const patience = this.#patience
    if (what === 'look') {
      if ((await lookAtBlob(this.#parts, way)) || this.#wanted.has(sha)) patience.forget(sha)
      return patience.rest(sha, lookMs)
    }
    if (what === 'send') {
      // it leaves the list with the log's own word, and is asked about again only where that does not come
      if ((await sendBlob(this.#parts, way)) === 'there') patience.rest(sha, toldMs)
      return undefined
    }
    if (!urgent && (await this.#parts.blobs.room()) < roomBytes + size) {
      this.#noRoomUntil = this.#parts.mono() + noRoomMs
      return patience.rest(sha, noRoomMs)
    }
    await fetchBlob(this.#parts, way)
    return patience.forget(sha)
  }

  /** Somebody waits for another one, and there is no place for it. */
  #isAwaited(sha: string): boolean {
    const { read } = this.#parts.store
    if (this.#running.size < blobsAtOnce) return false
    const now = this.#parts.mono()
    return [...this.#wanted].some(
      (each) => each !== sha && this.#mayTry(each, now) && blobOf(read, each)?.stored === 1,
    )
  }

  #missed({ sha, what, urgent }: Job, error: unknown): void {
    const { store, reached, wonder, mono, failed, changed } = this.#parts
    const cut = error instanceof Unreachable ? error : null
    const ours = error instanceof AppError ? error.reason : null
    if (!cut && !ours && !(error instanceof NotTaken)) failed(error)
    const atLeastMs = cut?.retryAfterMs ?? 0
    // a cloud that has too much to do says when to come again; one that fails at this blob does not
    const isOwn = cut === null || (atLeastMs === 0 && reached())
    const own = this.#patience.failed(sha, isOwn, atLeastMs)
    if (cut && isOwn) wonder()
    // nobody is there, or asked to be left alone: the others need not find out one by one
    if (cut && !isOwn) this.#awayUntil = mono() + Math.max(atLeastMs, this.#patience.jitter(this.#misses++))
    if (ours === 'store.disk-full') this.#noRoomUntil = mono() + noRoomMs
    const fault = what === 'look' ? null : faultOf(what, ours, urgent, own)
    if (fault === null) return
    noteFault(store, sha, fault)
    this.#wanted.delete(sha)
    changed()
  }
}

/** Null while it is to be tried again without a word. `own`: failures in a row that were the blob's. */
function faultOf(what: 'send' | 'get', ours: string | null, urgent: boolean, own: number): string | null {
  if (what === 'send' && (ours === 'file.damaged' || ours === 'file.not-here')) return 'file.damaged'
  if (ours === 'store.disk-full') return urgent ? 'store.disk-full' : null
  if (own < patientFor) return null
  return what === 'send' ? 'blob.not-sent' : 'blob.not-got'
}
