import { AppError } from '../../shared/kernel/errors.ts'
import { getReminders, listReplies, settleReply } from '../../shared/schedule/get-reminders.ts'
import { reminders } from '../../shared/schedule/reminder.ts'
import { filedName } from '../patients/patient-line.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import { answer, handle } from '../pipeline/handle.ts'
import { openReplies, preferenceOf, reminderRow, remindersOf } from './reminders.sql.ts'

const most = 200

export const getRemindersHandler = answer(getReminders, (read, { patientId }) => {
  const preference = preferenceOf(read, patientId)
  return {
    reminders: remindersOf(read, patientId, most).map(
      ({ id, appointmentId, startsAt, channel, state, at, reason, reply }) => ({
        reminderId: id,
        appointmentId,
        startsAt,
        channel,
        state,
        at,
        reason,
        reply,
      }),
    ),
    noEmail: preference?.noEmail ?? false,
    noText: preference?.noText ?? false,
    language: preference?.language ?? null,
  }
})

export const listRepliesHandler = answer(listReplies, (read, _input, _ctx, session) => {
  const rows = openReplies(read, most)
  const closed = closedAmong(
    session,
    rows.map(({ patientId }) => patientId),
  )
  return {
    replies: rows.flatMap(({ id, version, reply, phone, ...row }) =>
      reply === null
        ? []
        : [
            {
              reminderId: id,
              version,
              patientId: row.patientId,
              appointmentId: row.appointmentId,
              startsAt: row.startsAt,
              name: filedName(row),
              phone: closed.has(row.patientId) ? '' : (phone ?? ''),
              said: reply.said,
              at: reply.at,
            },
          ],
    ),
  }
})

export const settleReplyHandler = handle(settleReply, (tx, { reminderId, version }, ctx) => {
  const row = reminderRow(tx, reminderId)
  if (!row) throw new AppError('NotFound', 'reminder.not-found')
  if (row.reply === null || row.settled !== null) throw new AppError('Conflict', 'reminder.nothing-asked')
  tx.amend(reminders, reminderId, { settled: { by: ctx.actor.id, at: ctx.now } }, version)
  return { patientId: row.patientId }
})
