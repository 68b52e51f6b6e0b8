import type { Want } from '../../shared/exchange/references.ts'
import { settleReferences } from '../../shared/exchange/settle-references.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { fill, forgetWanting, isKnown, topOf } from './fill-wants.ts'
import { rowOf } from './originals.sql.ts'
import { pendingAfter } from './references.sql.ts'

/** How many are looked at, and how many rows changed, in one transaction. */
const [mostLooked, mostChanged] = [400, 60]

export const settleReferencesHandler = handle(settleReferences, (tx, { after }) => {
  const pending = pendingAfter(tx, after, mostLooked)
  let settled = 0
  let last = after
  for (const { type, id, ...want } of pending) {
    if (settled >= mostChanged) return { after: last, settled }
    last = { type, id, path: want.path }
    if (settle(tx, type, id, want)) settled += 1
  }
  return { after: pending.length < mostLooked ? null : last, settled }
})

/** What somebody has filled in by hand meanwhile stays as it is. */
function settle(tx: Tx, type: string, id: string, want: Want): boolean {
  if (!isKnown(tx, want)) return false
  forgetWanting(tx, type, id, want.path)
  const record = tx.known.of(type)
  const row = record && rowOf(tx, record, id)
  if (!record || !row) return false
  const field = topOf(want.path)
  return tx.amend(record, id, { [field]: fill(tx, row, [want]).row[field] })
}
