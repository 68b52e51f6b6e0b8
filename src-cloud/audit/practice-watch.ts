/** Looks at every practice now and then, one after the other. */
import type { Pool } from 'pg'

export type Watching = Readonly<{
  everyMs: number
  look(practice: string): Promise<void>
  /** A look that came to nothing; the other practices are looked at all the same. */
  failed(error: unknown, practice: string | null): void
}>

const practicesAtOnce = 200

export class PracticeWatch {
  readonly #pool: Pool
  readonly #watching: Watching
  readonly #timer: NodeJS.Timeout
  readonly #ended = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(pool: Pool, watching: Watching) {
    this.#pool = pool
    this.#watching = watching
    this.#timer = setInterval(() => void this.look(), watching.everyMs).unref()
  }

  /** All practices, now. Does not throw. */
  look(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#look())
      .catch((error: unknown) => this.#watching.failed(error, null))
    return this.#running
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#ended.abort()
    await this.#running
  }

  async #look(): Promise<void> {
    for (let last: string | null = null; ;) {
      const { rows }: { rows: { id: string }[] } = await this.#pool.query<{ id: string }>(
        'SELECT practices_after($1, $2) AS id',
        [last, practicesAtOnce],
      )
      for (const { id } of rows) {
        if (this.#ended.signal.aborted) return
        await this.#watching.look(id).catch((error: unknown) => this.#watching.failed(error, id))
      }
      last = rows.at(-1)?.id ?? null
      if (last === null) return
    }
  }
}
