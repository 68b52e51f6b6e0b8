/** Looks now and then for workstations that send their work and not their audit log. */
import type { Pool } from 'pg'
import { inPractice } from '../postgres/pool.ts'
import { findSilent } from './logs.ts'

type Told = Readonly<{ found(practice: string): void; failed(error: unknown): void }>

const everyMs = 15 * 60_000
const practicesAtOnce = 200

export class SilenceWatch {
  readonly #pool: Pool
  readonly #told: Told
  readonly #timer: NodeJS.Timeout
  readonly #ended = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(pool: Pool, told: Told) {
    this.#pool = pool
    this.#told = told
    this.#timer = setInterval(() => void this.look(), everyMs).unref()
  }

  /** All practices, one after the other. Does not throw. */
  look(): Promise<void> {
    this.#running = this.#running.then(() => this.#look()).catch((error: unknown) => this.#told.failed(error))
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
        if ((await inPractice(this.#pool, id, (client) => findSilent(client, id))) > 0) this.#told.found(id)
      }
      last = rows.at(-1)?.id ?? null
      if (last === null) return
    }
  }
}
