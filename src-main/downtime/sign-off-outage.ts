import { signOffOutage } from '../../shared/downtime/sign-off-outage.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { handle } from '../pipeline/handle.ts'
import { keptCounts, outageRow } from './outage.sql.ts'

export const signOffOutageHandler = handle(signOffOutage, (tx, { startedAt, note }, ctx) => {
  const row = outageRow(tx, startedAt)
  if (!row) throw new AppError('NotFound', 'outage.not-found')
  if (row.endedAt === null) throw new AppError('Conflict', 'outage.going-on')
  if (row.signedAt !== null) throw new AppError('Conflict', 'outage.signed')
  if (row.fromSeq !== null && row.toSeq !== null) {
    const { waiting, refused } = keptCounts(tx, row.fromSeq, row.toSeq)
    if (waiting + refused > 0) throw new AppError('Conflict', 'outage.unsettled')
  }
  tx.writeLocal(
    'UPDATE outage SET signedBy = ?, signedAt = ?, note = ? WHERE startedAt = ?',
    ctx.actor.id,
    ctx.now,
    note,
    startedAt,
  )
  return { signedAt: ctx.now }
})
