import { resolveConflict } from '../../shared/attention/resolve-conflict.ts'
import { AppError, must } from '../../shared/kernel/errors.ts'
import { conflicts } from '../../shared/sync/conflict.ts'
import { handle } from '../pipeline/handle.ts'
import { recordOfType } from '../store/tables.ts'
import { conflictRow, rowNow } from './attention.sql.ts'

export const resolveConflictHandler = handle(resolveConflict, (tx, { conflictId, version, choice }, ctx) => {
  const conflict = conflictRow(tx, conflictId)
  if (!conflict) throw new AppError('NotFound', 'conflict.not-found')
  if (conflict.state !== 'open' || conflict.version !== version) throw new AppError('Conflict', 'row.changed')
  const open = conflict.fields.filter(({ field }) => choice[field] === undefined)
  if (open.length > 0) throw new AppError('Invalid', 'conflict.undecided', { fields: open.length.toString() })
  const record = recordOfType(conflict.entityType)
  must(record, 'conflict.unknown-type')
  const chosen = conflict.fields.filter(({ field }) => choice[field] === 'offered')
  if (chosen.length > 0) {
    if (conflict.kind === 'removed') tx.remove(record, conflict.entityId)
    else if (rowNow(tx, conflict.entityType, conflict.entityId) === undefined)
      throw new AppError('Conflict', 'conflict.row-gone')
    else
      tx.amend(
        record,
        conflict.entityId,
        Object.fromEntries(chosen.map(({ field, offered }) => [field, offered])),
      )
  }
  tx.amend(conflicts, conflictId, {
    state: 'resolved',
    choice,
    resolvedBy: ctx.actor.id,
    resolvedAt: ctx.now,
  })
  return {}
})
