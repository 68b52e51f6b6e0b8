/** Which snapshot a workstation is given, and when another one is made. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { Manifest } from '../../shared/sync/hydrate.ts'
import { pullRows } from '../../shared/sync/wire.ts'
import type { Head } from '../executor/practice-tx.ts'

export interface Snapshots {
  newest(practice: string): Promise<Manifest | null>
  /** Null where another process makes one. */
  build(practice: string, signal: AbortSignal): Promise<Manifest | null>
}

export type KeeperParts = Readonly<{
  snapshots: Snapshots
  head(practice: string): Promise<Head>
  /** The number before the first line of the log that is kept. */
  oldest(practice: string): Promise<number>
  /** One could not be made; whoever asked is told to come again. */
  failed(practice: string, error: unknown): void
  /** How long whoever asks waits for one that is being made, ms. */
  waitMs?: number
  /** How many are made at once, of all practices. */
  atOnce?: number
}>

/** So much of the log may come after a snapshot: a part of what is before it, or a few pages. */
const mostAfter = { share: 0.2, lines: 2 * pullRows }

/** Whether the log can be read on from it. */
const leadsOn = ({ asOf }: Manifest, head: Head, oldest: number): boolean =>
  asOf.epoch === head.epoch && asOf.seq <= head.seq && asOf.seq >= oldest

/** Whether a workstation that begins with it has little left to read. */
export const isFresh = (manifest: Manifest, head: Head, oldest: number): boolean =>
  leadsOn(manifest, head, oldest) && hasLittleAfter(manifest, head)

const hasLittleAfter = ({ asOf }: Manifest, head: Head): boolean =>
  head.seq - asOf.seq <= Math.max(mostAfter.lines, mostAfter.share * asOf.seq)

export class SnapshotKeeper {
  readonly #parts: KeeperParts
  readonly #making = new Map<string, Promise<Manifest | null>>()
  readonly #stopped = new AbortController()

  constructor(parts: KeeperParts) {
    this.#parts = parts
  }

  /**
   * The snapshot to begin with, made first where there is none that is fresh. Throws `cloud.busy` where that takes long
   * and there is not even an old one: it is made meanwhile.
   */
  async manifest(practice: string): Promise<Manifest> {
    const { snapshots, head, oldest, waitMs = 5000 } = this.#parts
    const [newest, at] = [await snapshots.newest(practice), await head(practice)]
    const from = await oldest(practice)
    if (newest && isFresh(newest, at, from)) return newest
    const made = await Promise.race([this.#make(practice), later(waitMs)])
    if (made) return made
    if (!newest || !leadsOn(newest, at, from)) throw new AppError('Unavailable', 'cloud.busy')
    return newest
  }

  /** Ends what is being made. */
  async stop(): Promise<void> {
    this.#stopped.abort()
    await Promise.all(this.#making.values())
  }

  /** Resolves to null where it is made elsewhere, cannot be begun now, or failed. */
  #make(practice: string): Promise<Manifest | null> {
    const { snapshots, failed, atOnce = 2 } = this.#parts
    const under = this.#making.get(practice)
    if (under) return under
    if (this.#making.size >= atOnce || this.#stopped.signal.aborted) return Promise.resolve(null)
    const making = snapshots
      .build(practice, this.#stopped.signal)
      .catch((error: unknown) => {
        failed(practice, error)
        return null
      })
      .finally(() => this.#making.delete(practice))
    this.#making.set(practice, making)
    return making
  }
}

const later = (ms: number): Promise<null> =>
  new Promise((resolve) => void setTimeout(() => resolve(null), ms).unref())
