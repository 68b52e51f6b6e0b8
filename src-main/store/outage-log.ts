/** When the cloud could not be reached, why, and what was sent after. Kept on this workstation. */
import type { Store } from './store.ts'

/** A miss of a moment is no outage: it is written down when it has lasted so long. */
const momentMs = 10_000

export class OutageLog {
  readonly #store: Store
  /** Since when there was no answer, while it may still be a moment. */
  #first: string | null = null
  #open: string | null
  /** Of the last one whose changes are still being sent. */
  #sending: string | null

  constructor(store: Store) {
    this.#store = store
    const of = (where: string) =>
      store
        .prepare<[], { startedAt: string }>(
          `SELECT startedAt FROM outage WHERE ${where} ORDER BY startedAt DESC LIMIT 1`,
        )
        .get()?.startedAt ?? null
    this.#open = of('endedAt IS NULL')
    this.#sending = of('endedAt IS NOT NULL AND sentAt IS NULL')
  }

  missed(at: string, why: string): void {
    this.#first ??= at
    if (this.#open !== null || Date.parse(at) - Date.parse(this.#first) < momentMs) return
    this.#open = this.#first
    this.#store.prepare('INSERT OR IGNORE INTO outage (startedAt, why) VALUES (?, ?)').run(this.#first, why)
  }

  reached(at: string): void {
    this.#first = null
    if (this.#open !== null) {
      this.#store
        .prepare('UPDATE outage SET endedAt = ?, waiting = ? WHERE startedAt = ?')
        .run(at, this.#waiting(), this.#open)
      this.#sending = this.#open
      this.#open = null
    }
    if (this.#sending !== null && this.#waiting() === 0) {
      this.#store.prepare('UPDATE outage SET sentAt = ? WHERE startedAt = ?').run(at, this.#sending)
      this.#sending = null
    }
  }

  #waiting(): number {
    const row = this.#store
      .prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'acked')`)
      .get()
    return row?.n ?? 0
  }
}
