/** After a restore of the cloud: what of that which it had lost is settled by a page of its new log. For use inside its transaction. */
import { conflictsOf } from '../../shared/kernel/decide.ts'
import type { Page } from './apply.ts'
import type { Store } from './store.ts'

/** What was decided anew makes the conflicts that its page names, and no others. True where one of another time went. */
export function forgetConflicts(store: Store, acks: Page['acks']): boolean {
  if (store.sync.get('rereading') !== '1') return false
  const forget = store.prepare(
    `DELETE FROM conflicts WHERE version = 0 AND id >= ? AND id < ?
     AND NOT EXISTS (SELECT 1 FROM outbox_effect e WHERE e.type = 'conflict' AND e.id = conflicts.id)`,
  )
  let changes = 0
  for (const { op } of acks) changes += forget.run(conflictsOf(op), afterHex(conflictsOf(op))).changes
  return changes > 0
}

/** What the log names again: nobody has to look at the copy of it any more. True where there was one. */
export function foundAgain(store: Store, { rows, acks }: Pick<Page, 'rows' | 'acks'>): boolean {
  const lost = store.prepare<[], { n: number }>(
    `SELECT count(*) AS n FROM attention WHERE state = 'open' AND reason = 'row.lost-by-cloud'`,
  )
  if (lost.get()?.n === 0) return false
  const settle = store.prepare(
    `UPDATE attention SET state = 'retried'
     WHERE op >= ? AND op < ? AND state = 'open' AND reason = 'row.lost-by-cloud'`,
  )
  const again = [
    ...rows.map(({ type, id }) => `${type}/${id}`),
    // decided anew, with its conflicts or without
    ...acks.map(({ op }) => `conflict/${conflictsOf(op)}`),
  ]
  let changes = 0
  for (const key of again) changes += settle.run(key, afterHex(key)).changes
  return changes > 0
}

/** The first text after all that begin with `prefix` and go on in hex. */
const afterHex = (prefix: string) => `${prefix}g`
