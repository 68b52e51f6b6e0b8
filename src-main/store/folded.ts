/** What is shown of a row that changes of ours wait over. */
import { Op, type Change } from '../../shared/kernel/op.ts'
import type { Known } from './known-records.ts'
import { unpack } from './packing.ts'

/** An op that waits, and what it did to the row. */
export type Pending = Readonly<{ body: Uint8Array; action: string }>

/** A row with the changes of these ops over it, as this version would have made them. */
export function folded(
  known: Known,
  base: Record<string, unknown> | null,
  type: string,
  id: string,
  pending: readonly Pending[],
): Record<string, unknown> | null {
  let row = base
  // what we removed and changed later had come back between: the removal had not held, and the change is in sight
  let removed: typeof row = null
  for (const { body, action } of pending)
    for (const change of known.upConvert(Op.parse(JSON.parse(unpack(body)))).changes) {
      if (change.type !== type || change.id !== id) continue
      removed = row ?? removed
      if (change.gone) {
        row = null
        continue
      }
      row ??= removed
      if (row !== null || action === 'put') row = { ...row, ...change.set, id }
    }
  return row
}

/**
 * What the rest of our changes lies over when one is given up, of a row that was made here and has no version of the cloud's: nothing,
 * unless it had been made and had gone before a snapshot was. Then what else we changed of it stays in sight.
 */
export function leftOf(
  here: Record<string, unknown> | undefined,
  { base, gone }: Change,
  pending: readonly Pending[],
): Record<string, unknown> | null {
  const amended = Object.keys(base).length > 0 && !gone
  const made = pending.length > 0 && pending.every(({ action }) => action !== 'put')
  return amended && made && here ? { ...here, ...base } : null
}
