import { maySettle, settleConflict } from '../../shared/schedule/settle-conflict.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { mustBeOpen } from '../pipeline/closed-charts.ts'
import { handle } from '../pipeline/handle.ts'
import { openConflict, settleConflict as settle } from '../pipeline/settle-conflict.ts'

export const settleConflictHandler = handle(settleConflict, (tx, settling, ctx, session) => {
  const { entityType, patientId: whose, fields } = openConflict(tx, settling)
  // what is in a chart is settled by whoever writes in charts
  if (!maySettle(entityType, ctx.actor.can)) throw new AppError('Forbidden', 'schedule.conflict-not-yours')
  // of a closed chart when they come, and not what for
  if (whose !== null && fields.some(({ field }) => field !== 'plan')) mustBeOpen(tx, session, whose)
  const { patientId } = settle(tx, settling, ctx)
  return { patientId }
})
