import { AppError } from '../../shared/kernel/errors.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import { handle } from '../pipeline/handle.ts'
import { passLimits } from './limits.ts'
import { offerLeft } from './offer-freed.ts'
import { planVisit } from './plan-visit.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'

export const moveAppointmentHandler = handle(moveAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  if (!isTakingTime(row)) throw new AppError('Conflict', 'appointment.called-off')
  const { visitTypeId, groupId, overbook } = row
  const { plan, unmet } = planVisit(tx, input, { visitTypeId, appointment: row })
  const passed = passLimits(
    tx,
    plan,
    { id: row.id, groupId, plan: row.plan, overbook },
    ctx,
    input.overbookReason,
  )
  tx.amend(appointments, row.id, { plan, overbook: passed }, input.version)
  offerLeft(tx, row, plan, ctx)
  const { startsAt, minutes, locationId, providers, places } = row.plan
  return {
    version: versionOf(tx, row.id),
    before: { startsAt, minutes, locationId, providers, places, overbookReason: overbook?.reason ?? '' },
    places: plan.places,
    unmet,
  }
})
