import { AppError } from '../../shared/kernel/errors.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import {
  bookedByMistake,
  cancelAppointment,
  restoreAppointment,
} from '../../shared/schedule/cancel-appointment.ts'
import { isPresent } from '../../shared/schedule/stage.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { callOff } from './call-off.ts'
import { passLimits } from './limits.ts'
import { policyOf } from './schedule.sql.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'
import { stepNow } from './steps.ts'

export const cancelAppointmentHandler = handle(cancelAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  if (isPresent(row.stage)) throw new AppError('Conflict', 'appointment.is-here')
  if (row.stage === 'left') throw new AppError('Conflict', 'appointment.is-over')
  if (row.plan.cancelled) throw new AppError('Conflict', 'appointment.called-off')
  mustBeListed(tx, input)
  callOff(tx, row, input, ctx, input.version)
  return { version: versionOf(tx, row.id) }
})

/** Who comes another day gives no reason by that; a practice without a list asks for none. */
function mustBeListed(read: Reader, { kind, reason }: Readonly<{ kind: string; reason: string }>): void {
  if (reason === '' && kind === 'rescheduled') return
  const { cancelReasons } = policyOf(read)
  if (cancelReasons.length > 0 && ![...cancelReasons, bookedByMistake].includes(reason))
    throw new AppError('Invalid', 'appointment.reason')
}

export const restoreAppointmentHandler = handle(restoreAppointment, (tx, input, ctx) => {
  const row = appointmentAt(tx, input)
  if (!row.plan.cancelled && row.stage !== 'no-show')
    throw new AppError('Conflict', 'appointment.not-called-off')
  const { groupId, overbook } = row
  const plan = { ...row.plan, cancelled: false }
  // whoever did not come has had their time all along; a limit that somebody let it pass before is not asked for again
  const had = row.busy === 1 || overbook !== null ? row.plan : null
  const self = { id: row.id, groupId, plan: had, overbook }
  const passed = passLimits(tx, plan, self, ctx, input.overbookReason)
  const step = stepNow('restored', ctx)
  tx.amend(appointments, row.id, { plan, steps: [...row.steps, step], overbook: passed }, input.version)
  return { version: versionOf(tx, row.id) }
})
