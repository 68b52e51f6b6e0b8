import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { appointments, type Plan } from '../../shared/schedule/appointment.ts'
import type { Planned } from '../../shared/schedule/planned.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import type { Tx } from '../store/tx.ts'
import type { AppointmentRow } from './appointments.sql.ts'
import { passLimits } from './limits.ts'
import { offerLeft } from './offer-freed.ts'
import { planVisit } from './plan-visit.ts'

/** To another time, length, provider, room or location, as it was seen. Nothing is written where it throws: what booking does, `appointment.called-off`. */
export function moveVisit(
  tx: Tx,
  row: AppointmentRow,
  wanted: Planned,
  overbookReason: string,
  ctx: Context,
): { plan: Plan; unmet: string[] } {
  if (!isTakingTime(row)) throw new AppError('Conflict', 'appointment.called-off')
  const { id, visitTypeId, groupId, overbook, version } = row
  const { plan, unmet } = planVisit(tx, wanted, { visitTypeId, appointment: row })
  const passed = passLimits(tx, plan, { id, groupId, plan: row.plan, overbook }, ctx, overbookReason)
  tx.amend(appointments, id, { plan, overbook: passed }, version)
  offerLeft(tx, row, plan, ctx)
  return { plan, unmet }
}
