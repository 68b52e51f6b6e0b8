/**
 * Tells one feed what waits, a batch of one practice after a batch of the next. It has no part in any request: nothing waits for it, it
 * holds no connection to the database while it waits for a receiver, and one at most while it does not.
 */
import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { letGo, take, told, waiting } from './feed-store.ts'
import type { Target } from './targets.ts'

export type RunnerParts = Readonly<{
  pool: Pool
  feed: string
  /** Null: every practice there is. */
  practices: readonly string[] | null
  target: Target
  /** From 0 to 1. */
  random(): number
  sent(entries: number, alarms: number): void
  /** `failures`: how often in a row. */
  failed(error: unknown, failures: number): void
  pollMs?: number
  longestWaitMs?: number
}>

/** Over all practices: the most that any waits. */
export type Lag = Readonly<{ entries: number; seconds: number; alarms: number }>

const usualPollMs = 2000
const usualLongestMs = 300_000
const batch = 500
const practicesAtOnce = 200

export class FeedRunner {
  readonly #parts: RunnerParts
  readonly #holder = randomUUID()
  readonly #held = new Set<string>()
  readonly #ended = new AbortController()
  #lag: Lag = { entries: 0, seconds: 0, alarms: 0 }
  #failures = 0
  #running: Promise<void> = Promise.resolve()

  constructor(parts: RunnerParts) {
    this.#parts = parts
  }

  /** As it was looked last. */
  get lag(): Lag {
    return this.#lag
  }

  start(): void {
    this.#running = this.#run()
  }

  /** Ends it after the batch under way. */
  async stop(): Promise<void> {
    this.#ended.abort()
    await this.#running
    const { pool, feed } = this.#parts
    for (const practice of this.#held)
      await letGo(pool, { practice, feed }, this.#holder).catch(() => undefined)
  }

  async #run(): Promise<void> {
    const { failed, random, pollMs = usualPollMs, longestWaitMs = usualLongestMs } = this.#parts
    while (!this.#ended.signal.aborted) {
      let wait = pollMs
      try {
        if (await this.round()) wait = 0
        this.#failures = 0
      } catch (error) {
        this.#failures += 1
        failed(error, this.#failures)
        // between half and all of it: two that were cut off together do not come back together
        wait = Math.min(longestWaitMs, 1000 * 2 ** Math.min(this.#failures, 12)) * (0.5 + random() / 2)
      }
      await this.#rest(wait)
    }
  }

  /** One batch of each practice that has something. True where there may be more. Throws what the target and the database throw. */
  async round(): Promise<boolean> {
    const { pool, feed } = this.#parts
    let more = false
    const lag = { entries: 0, seconds: 0, alarms: 0 }
    let first: unknown = null
    for await (const practice of this.#all()) {
      if (this.#ended.signal.aborted) return false
      const of = { practice, feed }
      const now = await waiting(pool, of)
      lag.entries = Math.max(lag.entries, now.entries)
      lag.seconds = Math.max(lag.seconds, now.seconds)
      lag.alarms += now.alarms
      // after a failure the others are counted and not told: it is the receiver that failed
      if (first !== null || now.entries + now.alarms === 0) continue
      try {
        if ((await this.#tell(of)) && now.entries > batch) more = true
      } catch (error) {
        first = error
      }
    }
    this.#lag = lag
    if (first !== null) throw first
    return more
  }

  async #tell(of: Readonly<{ practice: string; feed: string }>): Promise<boolean> {
    const { pool, target, sent } = this.#parts
    const taken = await take(pool, of, this.#holder, batch)
    if (!taken) return false
    this.#held.add(of.practice)
    if (taken.events.length > 0) await target.send(taken.events)
    if (!(await told(pool, of, this.#holder, taken))) return false
    sent(taken.events.length - taken.alarms.length, taken.alarms.length)
    return true
  }

  async *#all(): AsyncGenerator<string> {
    const { pool, practices } = this.#parts
    if (practices) {
      yield* practices
      return
    }
    for (let last: string | null = null; ;) {
      const { rows }: { rows: { id: string }[] } = await pool.query<{ id: string }>(
        'SELECT practices_after($1, $2) AS id',
        [last, practicesAtOnce],
      )
      yield* rows.map(({ id }) => id)
      last = rows.at(-1)?.id ?? null
      if (last === null) return
    }
  }

  #rest(ms: number): Promise<void> {
    const { signal } = this.#ended
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
    })
  }
}
