import { AppError } from '../../shared/kernel/errors.ts'
import { appointments, minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import { changeAppointment } from '../../shared/schedule/change-appointment.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { AppointmentRow } from './appointments.sql.ts'
import { choosePlaces } from './choose-places.ts'
import { visitTypeRow } from './schedule.sql.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'

export const changeAppointmentHandler = handle(changeAppointment, (tx, input) => {
  const row = appointmentAt(tx, input)
  const { visitTypeId, reason, notes, referral, authorization, copayCents } = input
  const { plan, unmet } =
    visitTypeId === row.visitTypeId ? { plan: row.plan, unmet: [] } : ofOtherKind(tx, row, visitTypeId)
  tx.amend(
    appointments,
    row.id,
    { visitTypeId, plan, reason, notes, referral, authorization, copayCents },
    input.version,
  )
  return { version: versionOf(tx, row.id), places: plan.places, unmet }
})

/** Getting ready takes as long as its kind says; what is needed beside what it has is taken where it is free. */
function ofOtherKind(
  read: Reader,
  { id, plan }: AppointmentRow,
  visitTypeId: string | null,
): { plan: Plan; unmet: string[] } {
  const type = visitTypeId === null ? null : visitTypeRow(read, visitTypeId)
  if (type === undefined) throw new AppError('NotFound', 'visit-type.missing')
  const { prepareMinutes, cleanMinutes, needs } = type ?? { prepareMinutes: 0, cleanMinutes: 0, needs: [] }
  const startMin = minuteOf(plan.startsAt)
  const { places, unmet } = choosePlaces(read, {
    locationId: plan.locationId,
    fromMin: startMin - prepareMinutes,
    toMin: startMin + plan.minutes + cleanMinutes,
    needs,
    present: plan.places,
    except: id,
  })
  // what somebody chose on purpose is not taken away by this
  const kept = [...new Set([...plan.places, ...places])].slice(0, 6)
  return { plan: { ...plan, prepareMinutes, cleanMinutes, places: kept }, unmet }
}
