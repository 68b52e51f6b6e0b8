import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import type { Tx } from '../store/tx.ts'
import type { AppointmentRow } from './appointments.sql.ts'
import { passLimits } from './limits.ts'
import { stepNow } from './steps.ts'

/** What was called off, or counted as not come, stands as it was planned. Nothing is written where it throws: `appointment.not-called-off`, and what booking does. */
export function standAgain(tx: Tx, row: AppointmentRow, overbookReason: string, ctx: Context): void {
  if (!row.plan.cancelled && row.stage !== 'no-show')
    throw new AppError('Conflict', 'appointment.not-called-off')
  const { id, groupId, overbook, steps, version } = row
  const plan = { ...row.plan, cancelled: false }
  // whoever did not come has had their time all along; a limit that somebody let it pass before is not asked for again
  const had = row.busy === 1 || overbook !== null ? row.plan : null
  const passed = passLimits(tx, plan, { id, groupId, plan: had, overbook }, ctx, overbookReason)
  tx.amend(appointments, id, { plan, steps: [...steps, stepNow('restored', ctx)], overbook: passed }, version)
}
