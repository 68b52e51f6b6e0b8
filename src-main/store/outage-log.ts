/** When the cloud could not be reached, or went back in time, why, and what was sent after. Kept on this workstation. */
import type { Store } from './store.ts'

/** A miss of a moment is no outage: it is written down when it has lasted so long, or work was done meanwhile. */
const momentMs = 10_000

export class OutageLog {
  readonly #store: Store
  /** Since when there was no answer, while it may still be a moment. */
  #first: Readonly<{ at: string; why: string; fromSeq: number }> | null = null
  #open: string | null
  #kept = 0

  constructor(store: Store) {
    this.#store = store
    const open = store
      .prepare<[], { startedAt: string }>(
        'SELECT startedAt FROM outage WHERE endedAt IS NULL ORDER BY startedAt DESC LIMIT 1',
      )
      .get()
    this.#open = open?.startedAt ?? null
  }

  /** The cloud is looked for: what waits now is what was kept here, if it is found. */
  trying(): void {
    if (this.#first || this.#open !== null) this.#kept = waitingIn(this.#store)
  }

  missed(at: string, why: string): void {
    this.#first ??= { at, why, fromSeq: firstKept(this.#store) }
    if (Date.parse(at) - Date.parse(this.#first.at) >= momentMs) this.#write()
  }

  reached(at: string): void {
    if (this.#kept > 0) this.#write()
    this.#first = null
    if (this.#open !== null) {
      this.#store
        .prepare('UPDATE outage SET endedAt = ?, waiting = ?, toSeq = ? WHERE startedAt = ?')
        .run(at, this.#kept, lastMade(this.#store), this.#open)
      this.#open = null
    }
    this.#kept = 0
    if (this.#isSending() && waitingIn(this.#store) === 0)
      this.#store.prepare('UPDATE outage SET sentAt = ? WHERE endedAt IS NOT NULL AND sentAt IS NULL').run(at)
  }

  /** Whether what one of them kept here is still being sent. */
  #isSending(): boolean {
    const sql = 'SELECT 1 FROM outage WHERE endedAt IS NOT NULL AND sentAt IS NULL LIMIT 1'
    return this.#store.prepare(sql).get() !== undefined
  }

  #write(): void {
    if (this.#open !== null || !this.#first) return
    const { at, why, fromSeq } = this.#first
    this.#open = at
    this.#store
      .prepare('INSERT OR IGNORE INTO outage (startedAt, why, fromSeq) VALUES (?, ?, ?)')
      .run(at, why, fromSeq)
  }
}

/**
 * A history went back: the cloud's (`cloud-restored`), or this workstation's, by a restore or because it is a copy of
 * another (`set-back`). Written down with what is sent again for it; once, however often it shows while that goes on, and
 * of two copies that find each other again and again once a day. For use inside a transaction.
 */
export function noteSetBack(store: Store, at: string, why: 'cloud-restored' | 'set-back'): void {
  const dayBefore = new Date(Date.parse(at) - 86_400_000).toISOString()
  store
    .prepare(
      `INSERT OR IGNORE INTO outage (startedAt, why, endedAt, waiting)
       SELECT ?, ?, ?, ? WHERE NOT EXISTS (
         SELECT 1 FROM outage WHERE why = ? AND (sentAt IS NULL OR (why = 'set-back' AND startedAt > ?)))`,
    )
    .run(at, why, at, waitingIn(store), why, dayBefore)
}

export type SetBack = Readonly<{ startedAt: string; why: 'cloud-restored' | 'set-back' }>

/** Those that `noted` was not said of yet, in order. */
export function unnotedSetBacks(store: Store): SetBack[] {
  const sql = `SELECT startedAt, why FROM outage WHERE why IN ('cloud-restored', 'set-back') AND startedAt > ? ORDER BY startedAt`
  return store.prepare<[string], SetBack>(sql).all(store.sync.get('setBackNoted') ?? '')
}

export const noted = (store: Store, { startedAt }: SetBack): void => store.sync.set('setBackNoted', startedAt)

export type Drill = Readonly<{ startedAt: string; until: string }>

/** The drill that is under way, also when it was begun before a lock. */
export function openDrill(store: Store): Drill | null {
  const sql = `SELECT startedAt, until FROM outage WHERE why = 'drill' AND endedAt IS NULL`
  return store.prepare<[], Drill>(sql).get() ?? null
}

/** A time without the cloud that is meant: from `at` until `until` (ISO 8601), or until somebody ends it. */
export function startDrill(store: Store, { startedAt, until }: Drill, by: string): void {
  store
    .prepare(`INSERT INTO outage (startedAt, why, fromSeq, until, startedBy) VALUES (?, 'drill', ?, ?, ?)`)
    .run(startedAt, firstKept(store), until, by)
}

/** `by` is null where it ended by itself. */
export function endDrill(store: Store, at: string, by: string | null): void {
  store
    .prepare(
      `UPDATE outage SET endedAt = ?, endedBy = ?, waiting = ?, toSeq = ? WHERE why = 'drill' AND endedAt IS NULL`,
    )
    .run(at, by, waitingIn(store), lastMade(store))
}

/** The last change made here, by its place in the outbox; places are given out without a gap. */
export function lastMade(store: Store): number {
  const sql = `SELECT coalesce(max(seq), 0) AS seq FROM sqlite_sequence WHERE name = 'outbox'`
  return store.prepare<[], { seq: number }>(sql).get()?.seq ?? 0
}

/** The place before the first change that waits now, or else before the next that is made. */
function firstKept(store: Store): number {
  const sql = `SELECT min(localSeq) AS seq FROM outbox WHERE state = 'queued'`
  const first = store.prepare<[], { seq: number | null }>(sql).get()?.seq
  return first === null || first === undefined ? lastMade(store) : first - 1
}

function waitingIn(store: Store): number {
  const row = store
    .prepare<[], { n: number }>(`SELECT count(*) AS n FROM outbox WHERE state IN ('queued', 'acked')`)
    .get()
  return row?.n ?? 0
}
