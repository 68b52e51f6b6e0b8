/** When the cloud could not be reached, why, and what was sent after. Kept on this workstation. */
import type { Store } from './store.ts'

/** A miss of a moment is no outage: it is written down when it has lasted so long, or work was done meanwhile. */
const momentMs = 10_000

export class OutageLog {
  readonly #store: Store
  /** Since when there was no answer, while it may still be a moment. */
  #first: Readonly<{ at: string; why: string }> | null = null
  #open: string | null
  #kept = 0
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

  /** The cloud is looked for: what waits now is what was kept here, if it is found. */
  trying(): void {
    if (this.#first || this.#open !== null) this.#kept = this.#waiting()
  }

  missed(at: string, why: string): void {
    this.#first ??= { at, why }
    if (Date.parse(at) - Date.parse(this.#first.at) >= momentMs) this.#write()
  }

  reached(at: string): void {
    if (this.#kept > 0) this.#write()
    this.#first = null
    if (this.#open !== null) {
      this.#store
        .prepare('UPDATE outage SET endedAt = ?, waiting = ? WHERE startedAt = ?')
        .run(at, this.#kept, this.#open)
      this.#sending = this.#open
      this.#open = null
    }
    this.#kept = 0
    if (this.#sending !== null && this.#waiting() === 0) {
      this.#store.prepare('UPDATE outage SET sentAt = ? WHERE startedAt = ?').run(at, this.#sending)
      this.#sending = null
    }
  }

  #write(): void {
    if (this.#open !== null || !this.#first) return
    const { at, why } = this.#first
    this.#open = at
    this.#store.prepare('INSERT OR IGNORE INTO outage (startedAt, why) VALUES (?, ?)').run(at, why)
  }

  #waiting(): number {
    const row = this.#store
      .prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'acked')`)
      .get()
    return row?.n ?? 0
  }
}
