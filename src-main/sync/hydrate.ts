/** Takes in a snapshot of the practice, segment by segment: the next is on its way while the present one is applied. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Manifest, Segment } from '../../shared/sync/hydrate.ts'
import { isWithin } from '../../shared/sync/charts.ts'
import type { CloudRow } from '../store/apply.ts'
import { minuteOf } from '../../shared/schedule/appointment.ts'
import { wantCharts } from '../store/chart-state.ts'
import { expectedBetween } from '../store/expected-charts.ts'
import { holdingOf } from '../store/holding.ts'
import { applyStretch, endHydrating, hydrateAgain, noteManifest, type Stretch } from '../store/hydration.ts'
import { hydratingEpoch, readManifest, readPlace } from '../store/manifest.ts'
import type { EngineParts } from './engine.ts'
import type { LongWriting } from './long-writing.ts'
import { Packer } from './packer.ts'
import { readLine } from './read-line.ts'
import { linesOf, progressOf } from './segment-lines.ts'
import { todayOf } from './today.ts'
import { Unreachable } from './transport.ts'

/**
 * Lines that are written in one go: some tens of milliseconds, then whatever a person asks for has its turn. Before `core`
 * is in there is nothing to ask for.
 */
const linesAtOnce = { core: 2000, charts: 1000 }
/** More than any day has; a cloud that says more is not to fill the queue. */
const mostToday = 500

type Parts = Pick<EngineParts, 'store' | 'transport' | 'now' | 'changed' | 'progress' | 'turn' | 'wanted'>
type Ahead = Readonly<{ snapshot: string; n: number; body: Promise<Uint8Array | null> }>

export class Hydration {
  readonly #parts: Parts
  readonly #writing: LongWriting
  readonly #packer = new Packer()
  #manifest: Manifest | null = null
  #ahead: Ahead | null = null
  #todayWanted = false

  constructor(parts: Parts, writing: LongWriting) {
    this.#parts = parts
    this.#writing = writing
  }

  /**
   * Asks what to begin with, takes in one segment, or ends. `greet`: the epoch is not the one that was greeted. Throws
   * Unreachable, also for a segment that was damaged on its way: it is asked for again.
   */
  async step(): Promise<'more' | 'greet'> {
    const { store, progress, now } = this.#parts
    const manifest = await this.#read()
    if (!manifest) return 'greet'
    const segment = this.#next(manifest)
    if (!segment) {
      await this.#end(manifest)
      return 'more'
    }
    if (segment.scope !== 'core') await this.#wantToday()
    const body = await this.#bring(manifest, segment)
    if (!body) {
      this.#manifest = null
      hydrateAgain(store, manifest.asOf.epoch, now())
      return 'more'
    }
    const lines = linesOf(segment, body)
    this.#writing.begin()
    const { segment: begun, lines: done } = readPlace(store)
    const start = begun === segment.n ? done : 0
    const atOnce = linesAtOnce[segment.scope]
    const prepare = (from: number) => this.#prepared(lines.slice(from, from + atOnce))
    let [next, afterNext] = [prepare(start), prepare(start + atOnce)]
    for (let from = start; from < lines.length; from += atOnce) {
      const to = Math.min(from + atOnce, lines.length)
      const { rows, whole } = await next
      // packed by the other thread while these are written by this one
      ;[next, afterNext] = [afterNext, prepare(to + atOnce)]
      const then =
        to === lines.length ? { segment: segment.n + 1, lines: 0 } : { segment: segment.n, lines: to }
      const asOf = manifest.asOf.seq
      this.#parts.changed(applyStretch(store, { rows, whole, asOf }, then))
      progress?.(progressOf(this.#taken(manifest), segment, to))
      await this.#turn()
    }
    if (segment.scope === 'core' && manifest.segments[segment.n + 1]?.scope !== 'core')
      await this.#mergeWords()
    return 'more'
  }

  /** The segment to go on with; undefined where all that are to be held are in. */
  #next({ segments }: Manifest): Segment | undefined {
    const { segment, lines } = readPlace(this.#parts.store)
    const before = segments[segment - 1]
    const isBegun = (each: Segment) => each.n === segment && lines > 0
    // a chart may stand in several segments of one age: what is begun is brought to its end, whatever is to be held now
    return this.#taken({ segments }, (each) => isBegun(each) || each.months === before?.months).find(
      ({ n }) => n >= segment,
    )
  }

  #taken({ segments }: Pick<Manifest, 'segments'>, also = (_each: Segment) => false): Segment[] {
    const holding = holdingOf(this.#parts.store.read)
    return segments.filter((each) => isWithin(holding, each.months) || also(each))
  }

  /** Charts of whoever comes today are brought before all others, each by itself. */
  async #wantToday(): Promise<void> {
    if (this.#todayWanted) return
    const { store, transport, now } = this.#parts
    const today = todayOf(store.read, now())
    const { since, before } = today
    // who comes when is of `core`, and so it is here already; the cloud says who was seen without an appointment
    const expected = expectedBetween(store, minuteOf(since), before === null ? Infinity : minuteOf(before))
    const seen = await transport.activeCharts(today)
    wantCharts(store, [...new Set([...expected, ...seen])].slice(0, mostToday), now())
    this.#todayWanted = true
    this.#parts.wanted?.()
  }

  async #prepared(lines: readonly string[]): Promise<Pick<Stretch, 'rows' | 'whole'>> {
    const rows: CloudRow[] = []
    const whole: string[] = []
    for (const line of lines) {
      const read = readLine(line)
      if (typeof read === 'string') whole.push(read)
      else rows.push(read)
    }
    return { rows: await this.#packer.packed(rows), whole }
  }

  /** The manifest that is being worked on; asked for where there is none. Null where it is of another epoch. */
  async #read(): Promise<Manifest | null> {
    const { store, transport } = this.#parts
    const epoch = hydratingEpoch(store)
    this.#manifest ??= readManifest(store)
    if (this.#manifest && this.#manifest.asOf.epoch === epoch) return this.#manifest
    this.#manifest = null
    const manifest = await transport.hydrate()
    // nor is one taken that ends before what was shown: the answer is old, or the cloud was set back and is to hear of it
    if (manifest.asOf.epoch !== epoch || manifest.asOf.seq < store.sync.number('notBefore', 0)) return null
    noteManifest(store, manifest)
    this.#manifest = manifest
    return manifest
  }

  /** The segment's bytes, verified; null where the snapshot is gone. Begins to ask for the one after it. */
  async #bring({ snapshot, segments }: Manifest, segment: Segment): Promise<Uint8Array | null> {
    const { n, bytes, sha256 } = segment
    const ahead = this.#ahead
    this.#ahead = null
    const asked = ahead?.snapshot === snapshot && ahead.n === n ? ahead.body : this.#ask(snapshot, n)
    const body = await asked
    if (!body) return null
    if (body.length !== bytes || createHash('sha256').update(body).digest('hex') !== sha256)
      throw new Unreachable('captive-portal')
    const after = this.#taken({ segments }).find((each) => each.n > n)
    if (after) this.#ahead = { snapshot, n: after.n, body: this.#ask(snapshot, after.n) }
    return body
  }

  #ask(snapshot: string, n: number): Promise<Uint8Array | null> {
    const body = this.#parts.transport.segment(snapshot, n)
    // whoever waits for it hears of its failure; until then nobody does
    body.catch(() => undefined)
    return body
  }

  async #end(manifest: Manifest): Promise<void> {
    const { store, changed, progress } = this.#parts
    changed(endHydrating(store, manifest))
    this.#manifest = null
    this.#ahead = null
    this.#packer.close()
    progress?.(null)
    await this.#mergeWords()
    this.#writing.end()
  }

  /** So many pieces of the word index would slow down every search after it. */
  async #mergeWords(): Promise<void> {
    const { store } = this.#parts
    try {
      for (let done = store.mergeWords(true); !done; done = store.mergeWords(false)) await this.#turn()
    } catch {
      // a lock or a full disk: the index is whole as it is
    }
  }

  async #turn(): Promise<void> {
    const { turn = () => setImmediate() } = this.#parts
    await turn()
    if (this.#writing.step()) await turn()
  }
}
