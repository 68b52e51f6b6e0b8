/** How a conflict is settled, whoever settles it: what is chosen is written to its row, the other stays readable. */
import { AppError } from '../../shared/kernel/errors.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { readRow } from '../../shared/kernel/read-row.ts'
import type { RecordType, RowOf } from '../../shared/kernel/record.ts'
import { conflicts, type Conflict, type Settling } from '../../shared/sync/conflict.ts'
import type { Tx } from '../store/tx.ts'
import { conflictRow, isOfAbsentChart, rowNow } from './conflicts.sql.ts'

/** The conflict, open and as it was shown. `conflict.not-found`, `row.changed`. */
export function openConflict(tx: Tx, { conflictId, version }: Settling): Conflict {
  const conflict = conflictRow(tx, conflictId)
  if (!conflict) throw new AppError('NotFound', 'conflict.not-found')
  if (conflict.state !== 'open' || conflict.version !== version) throw new AppError('Conflict', 'row.changed')
  return conflict
}

export function settleConflict(tx: Tx, settling: Settling, ctx: Context): Conflict {
  const conflict = openConflict(tx, settling)
  const { choice } = settling
  const open = conflict.fields.filter(({ field }) => choice[field] === undefined)
  if (open.length > 0) throw new AppError('Invalid', 'conflict.undecided', { fields: open.length.toString() })
  const record = tx.known.of(conflict.entityType)
  const chosen = conflict.fields.filter(({ field }) => choice[field] === 'offered')
  if (chosen.length > 0) {
    // a later version has a type or a field more: what this one does not know it cannot write
    if (!record || chosen.some(({ field }) => !Object.hasOwn(record.merge, field)))
      throw new AppError('Unavailable', 'conflict.newer')
    const { kind, entityId } = conflict
    const there = rowNow(tx, conflict.entityType, entityId) !== undefined
    // not gone: not here yet
    if (!there && isOfAbsentChart(tx, record, conflict.patientId))
      throw new AppError('Unavailable', 'chart.not-here')
    const offered = Object.fromEntries(chosen.map((each) => [each.field, each.offered]))
    if (kind === 'removed') {
      // gone already: somebody removed it once more
      if (there) tx.remove(record, entityId)
    } else if (there) tx.amend(record, entityId, offered)
    else bringBack(tx, record, conflict)
  }
  tx.amend(conflicts, settling.conflictId, {
    state: 'resolved',
    choice,
    resolvedBy: ctx.actor.id,
    resolvedAt: ctx.now,
  })
  return conflict
}

/** A row that was removed comes back whole, as the conflict holds it: with what was changed and all the rest. */
function bringBack(tx: Tx, record: RecordType, { kind, entityId, fields }: Conflict): void {
  const row = Object.fromEntries(fields.map(({ field, offered }) => [field, offered]))
  const whole = readRow(record, { ...row, id: entityId })
  if (kind !== 'deleted' || !whole) throw new AppError('Conflict', 'conflict.row-gone')
  tx.put(record, whole.row as RowOf<RecordType>)
}
