/** Takes in a snapshot of the practice, segment by segment: the next is on its way while the present one is applied. */
import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { zstdDecompressSync } from 'node:zlib'
import type { Manifest, Scope, Segment } from '../../shared/sync/hydrate.ts'
import type { CloudRow } from '../store/apply.ts'
import {
  applyStretch,
  endHydrating,
  hydrateAgain,
  hydratingEpoch,
  noteManifest,
  readManifest,
  readPlace,
} from '../store/hydration.ts'
import type { EngineParts } from './engine.ts'
import { Packer } from './packer.ts'
import { Unreachable } from './transport.ts'

/**
 * Rows that are written in one go: some tens of milliseconds, then whatever a person asks for has its turn. Before `core`
 * is in there is nothing to ask for.
 */
const rowsAtOnce = { core: 2000, charts: 1000 }
/** How often what was written is taken from the log into the file, in stretches. */
const stretchesToCheckpoint = 8
/** Larger than any segment when it is unpacked: one row, however large, is a segment of its own. */
const mostBytes = 256 * 1024 * 1024

type Parts = Pick<EngineParts, 'store' | 'transport' | 'changed' | 'progress' | 'turn'>
type Ahead = Readonly<{ snapshot: string; n: number; body: Promise<Uint8Array | null> }>

export class Hydration {
  readonly #parts: Parts
  readonly #packer = new Packer()
  #manifest: Manifest | null = null
  #ahead: Ahead | null = null
  #stretches = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Asks what to begin with, takes in one segment, or ends. `greet`: the epoch is not the one that was greeted. Throws
   * Unreachable, also for a segment that was damaged on its way: it is asked for again.
   */
  async step(): Promise<'more' | 'greet'> {
    const { store, progress } = this.#parts
    const manifest = await this.#read()
    if (!manifest) return 'greet'
    const place = readPlace(store)
    const segment = manifest.segments[place.segment]
    if (!segment) {
      await this.#end(manifest)
      return 'more'
    }
    const body = await this.#bring(manifest, segment)
    if (!body) {
      this.#manifest = null
      hydrateAgain(store, manifest.asOf.epoch)
      return 'more'
    }
    const lines = linesOf(segment, body)
    store.writesForLong(true)
    try {
      const atOnce = rowsAtOnce[segment.scope]
      const prepare = (from: number) => this.#packer.packed(lines.slice(from, from + atOnce).map(rowOf))
      let [next, afterNext] = [prepare(place.rows), prepare(place.rows + atOnce)]
      for (let from = place.rows; from < lines.length; from += atOnce) {
        const to = Math.min(from + atOnce, lines.length)
        const rows = await next
        // packed by the other thread while these are written by this one
        ;[next, afterNext] = [afterNext, prepare(to + atOnce)]
        const then =
          to === lines.length ? { segment: segment.n + 1, rows: 0 } : { segment: segment.n, rows: to }
        this.#parts.changed(applyStretch(store, rows, then))
        progress?.(progressOf(manifest, segment, to))
        await this.#turn()
      }
      if (segment.scope === 'core' && manifest.segments[segment.n + 1]?.scope !== 'core')
        await this.#mergeWords()
    } finally {
      store.writesForLong(false)
    }
    return 'more'
  }

  /** The manifest that is being worked on; asked for where there is none. Null where it is of another epoch. */
  async #read(): Promise<Manifest | null> {
    const { store, transport } = this.#parts
    const epoch = hydratingEpoch(store)
    this.#manifest ??= readManifest(store)
    if (this.#manifest && this.#manifest.asOf.epoch === epoch) return this.#manifest
    this.#manifest = null
    const manifest = await transport.hydrate()
    if (manifest.asOf.epoch !== epoch) return null
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
    if (n + 1 < segments.length) this.#ahead = { snapshot, n: n + 1, body: this.#ask(snapshot, n + 1) }
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
    store.checkpoint()
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
    const { store, turn = () => setImmediate() } = this.#parts
    await turn()
    this.#stretches += 1
    if (this.#stretches % stretchesToCheckpoint !== 0) return
    store.checkpoint()
    await turn()
  }
}

/** The lines of a segment. What the manifest's hash vouches for and still has another count of rows is no segment. */
function linesOf({ rows }: Segment, body: Uint8Array): string[] {
  const lines = zstdDecompressSync(body, { maxOutputLength: mostBytes }).toString('utf8').split('\n')
  if (lines.pop() !== '' || lines.length !== rows) throw new Unreachable('captive-portal')
  return lines
}

function rowOf(text: string): CloudRow {
  const { t, id, v, r } = JSON.parse(text) as Record<string, unknown>
  if (typeof t !== 'string' || typeof id !== 'string' || !Number.isSafeInteger(v) || typeof r !== 'object')
    throw new Unreachable('captive-portal')
  const row = r as Record<string, unknown>
  row['id'] = id
  return { type: t, id, version: v as number, row }
}

/** Of the scope that the segment belongs to. */
function progressOf({ segments }: Manifest, segment: Segment, rows: number) {
  const scope: Scope = segment.scope
  const all = segments.filter((each) => each.scope === scope)
  const total = (part: readonly Segment[]) => part.reduce((sum, each) => sum + each.rows, 0)
  return { scope, rowsDone: total(all.filter(({ n }) => n < segment.n)) + rows, rowsTotal: total(all) }
}
