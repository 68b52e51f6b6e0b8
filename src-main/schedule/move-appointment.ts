import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { handle } from '../pipeline/handle.ts'
import { moveVisit } from './move-visit.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'

export const moveAppointmentHandler = handle(moveAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  const { plan, unmet } = moveVisit(tx, row, input, input.overbookReason, ctx)
  const { startsAt, minutes, locationId, providers, places } = row.plan
  return {
    version: versionOf(tx, row.id),
    before: { startsAt, minutes, locationId, providers, places, overbookReason: row.overbook?.reason ?? '' },
    places: plan.places,
    unmet,
  }
})
