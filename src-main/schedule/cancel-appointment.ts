import { AppError } from '../../shared/kernel/errors.ts'
import {
  bookedByMistake,
  cancelAppointment,
  restoreAppointment,
} from '../../shared/schedule/cancel-appointment.ts'
import { isPresent } from '../../shared/schedule/stage.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { AppointmentRow } from './appointments.sql.ts'
import { callOff } from './call-off.ts'
import { policyOf } from './schedule.sql.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'
import { standAgain } from './stand-again.ts'

export const cancelAppointmentHandler = handle(cancelAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  mayBeCalledOff(row)
  mustBeListed(tx, input)
  callOff(tx, row, input, ctx, input.version)
  return { version: versionOf(tx, row.id) }
})

/** Throws `appointment.is-here`, `appointment.is-over`, `appointment.called-off`. */
export function mayBeCalledOff({ stage, plan }: Pick<AppointmentRow, 'stage' | 'plan'>): void {
  if (isPresent(stage)) throw new AppError('Conflict', 'appointment.is-here')
  if (stage === 'left') throw new AppError('Conflict', 'appointment.is-over')
  if (plan.cancelled) throw new AppError('Conflict', 'appointment.called-off')
}

/** Who comes another day gives no reason by that; a practice without a list asks for none. */
function mustBeListed(read: Reader, { kind, reason }: Readonly<{ kind: string; reason: string }>): void {
  if (reason === '' && kind === 'rescheduled') return
  const { cancelReasons } = policyOf(read)
  if (cancelReasons.length > 0 && ![...cancelReasons, bookedByMistake].includes(reason))
    throw new AppError('Invalid', 'appointment.reason')
}

export const restoreAppointmentHandler = handle(restoreAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  standAgain(tx, row, input.overbookReason, ctx)
  return { version: versionOf(tx, row.id) }
})
