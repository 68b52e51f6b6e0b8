import { AppError } from '../../shared/kernel/errors.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { bookGroup, joinGroup, moveGroup } from '../../shared/schedule/book-group.ts'
import { isTakingTime } from '../../shared/schedule/stage.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import { appointmentRow, appointmentsOfGroup, type AppointmentRow } from './appointments.sql.ts'
import { passLimits } from './limits.ts'
import { newVisit } from './new-visit.ts'
import { offerFreed } from './offer-freed.ts'
import { planVisit } from './plan-visit.ts'

export const bookGroupHandler = handle(bookGroup, (tx, input, ctx) => {
  const { patientIds, plan: wanted, overbookReason, visitTypeId, ...details } = input
  if (new Set(patientIds).size < patientIds.length) throw new AppError('Invalid', 'group.same')
  for (const id of patientIds) if (!patientRow(tx, id)) throw new AppError('NotFound', 'patient.not-found')
  const { plan, unmet } = planVisit(tx, wanted, { visitTypeId, appointment: null })
  const groupId = ctx.newId()
  // all of them come to one visit: its resources are taken once
  const self = { id: null, groupId, plan: null, overbook: null }
  const overbook = passLimits(tx, plan, self, ctx, overbookReason)
  const booked = patientIds.map((patientId) => {
    const id = ctx.newId()
    const said = { id, patientId, visitTypeId, plan, groupId, overbook, origin: 'staff' as const }
    tx.put(appointments, newVisit({ ...said, ...details }, ctx))
    return { patientId, appointmentId: id }
  })
  return { groupId, appointments: booked, places: plan.places, unmet }
})

export const joinGroupHandler = handle(joinGroup, (tx, { patientId, appointmentId, ...details }, ctx) => {
  const joined = visitTaken(tx, appointmentId)
  if (!patientRow(tx, patientId)) throw new AppError('NotFound', 'patient.not-found')
  if (membersOf(tx, joined).some((each) => each.patientId === patientId))
    throw new AppError('Conflict', 'group.same')
  const groupId = joined.groupId ?? ctx.newId()
  if (joined.groupId === null) tx.amend(appointments, joined.id, { groupId })
  const id = ctx.newId()
  const { visitTypeId, plan } = joined
  const said = { id, patientId, visitTypeId, plan: { ...plan, cancelled: false }, groupId }
  tx.put(appointments, newVisit({ ...said, origin: 'staff', ...details }, ctx))
  return { groupId, appointmentId: id }
})

export const moveGroupHandler = handle(moveGroup, (tx, { appointmentId, overbookReason, ...wanted }, ctx) => {
  const first = visitTaken(tx, appointmentId)
  const { visitTypeId, groupId, overbook } = first
  const { plan, unmet } = planVisit(tx, wanted, { visitTypeId, appointment: first, movesGroup: groupId })
  const members = membersOf(tx, first)
  const passed = passLimits(
    tx,
    plan,
    { id: first.id, groupId, plan: first.plan, overbook },
    ctx,
    overbookReason,
  )
  for (const { id } of members) tx.amend(appointments, id, { plan, overbook: passed })
  offerFreed(tx, first.plan, first.patientId, ctx)
  return { moved: members.length, places: plan.places, unmet }
})

function visitTaken(read: Reader, appointmentId: string): AppointmentRow {
  const row = appointmentRow(read, appointmentId)
  if (!row) throw new AppError('NotFound', 'appointment.not-found')
  if (!isTakingTime(row)) throw new AppError('Conflict', 'appointment.called-off')
  return row
}

/** Who comes to the same visit, themselves among them. */
export const membersOf = (read: Reader, row: AppointmentRow): AppointmentRow[] =>
  row.groupId === null
    ? [row]
    : appointmentsOfGroup(read, row.groupId).filter(
        (each) => isTakingTime(each) && each.startMin === row.startMin && !each.plan.cancelled,
      )
