/** Numbers this workstation may give out by itself: blocks that no other has. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { NumberBlock } from '../../shared/sync/enrol.ts'
import type { Store } from './store.ts'

/** The next one, inside the caller's transaction; the oldest block is used up first. Throws `lease.used-up`. */
export function takeNumber(store: Store, kind: string): number {
  const row = store
    .prepare<[string, string], { n: number }>(
      `UPDATE lease SET next = next + 1
       WHERE kind = ? AND last = (SELECT min(last) FROM lease WHERE kind = ? AND next <= last)
       RETURNING next - 1 AS n`,
    )
    .get(kind, kind)
  if (!row) throw new AppError('Unavailable', 'lease.used-up', { kind })
  return row.n
}

/** How many record numbers are left. */
export function numbersLeft(store: Store): number {
  const row = store
    .prepare<[], { n: number }>(
      `SELECT coalesce(sum(last - next + 1), 0) AS n FROM lease WHERE kind = 'mrn' AND next <= last`,
    )
    .get()
  return row?.n ?? 0
}

/** The highest record number this workstation was ever given; 0 for none. */
export function lastNumber(store: Store): number {
  const row = store
    .prepare<[], { n: number }>(`SELECT coalesce(max(last), 0) AS n FROM lease WHERE kind = 'mrn'`)
    .get()
  return row?.n ?? 0
}

/** A block the cloud has given; the same one twice is one. */
export function takeNumbers(store: Store, { first, last }: NumberBlock): void {
  store.prepare(`INSERT OR IGNORE INTO lease (kind, next, last) VALUES ('mrn', ?, ?)`).run(first, last)
}
