import { must } from '../../shared/kernel/errors.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { inOrder } from '../../shared/schedule/stage.ts'
import { answer } from '../pipeline/handle.ts'
import { linesOf } from './appointment-lines.ts'
import { namesOfUsers } from './names.sql.ts'
import { cardOf } from './patient-card.ts'
import { resourcesOf } from './schedule.sql.ts'
import { seenAppointment } from './seen-appointment.ts'

export const getAppointmentHandler = answer(getAppointment, (read, input, ctx, session) => {
  const row = seenAppointment(read, input)
  const [line] = linesOf(read, session, [row])
  must(line, 'appointment.line')
  const shown = <T>(text: T, hidden: T): T => (line.closed ? hidden : text)
  const steps = inOrder(row.steps)
  const by = namesOfUsers(read, [
    row.madeBy,
    ...(row.overbook ? [row.overbook.by] : []),
    ...steps.flatMap((step) => step.by ?? []),
  ])
  const rooms = new Map(
    resourcesOf(
      read,
      steps.flatMap(({ roomId }) => roomId ?? []),
    ).map(({ id, name }) => [id, name]),
  )
  return {
    line,
    notes: shown(row.notes, ''),
    referral: shown(row.referral, ''),
    authorization: shown(row.authorization, ''),
    overbook: row.overbook && { ...row.overbook, by: by.get(row.overbook.by) ?? '' },
    madeBy: by.get(row.madeBy) ?? '',
    madeAt: row.madeAt,
    steps: steps.map((step) => ({
      stepId: step.id,
      kind: step.kind,
      at: step.at,
      by: step.by === null ? '' : (by.get(step.by) ?? ''),
      room: step.roomId === null ? '' : (rooms.get(step.roomId) ?? ''),
      reason: shown(step.reason, ''),
      note: shown(step.note, ''),
    })),
    card: shown(cardOf(read, row.patientId, ctx), null),
  }
})
