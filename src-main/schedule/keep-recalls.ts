import { AppError } from '../../shared/kernel/errors.ts'
import { addRecall, bookRecall, closeRecall, noteRecallTry } from '../../shared/schedule/keep-recalls.ts'
import { recalls } from '../../shared/schedule/recall.ts'
import { patientRow } from '../patients/get-patient.sql.ts'
import { handle } from '../pipeline/handle.ts'
import type { Reader } from '../store/reader.ts'
import type { Tx } from '../store/tx.ts'
import { recallRow, recallsBookedAt, type RecallRow } from './recalls.sql.ts'
import { resourcesOf, visitTypeRow } from './schedule.sql.ts'
import { seenAppointment } from './seen-appointment.ts'

export const addRecallHandler = handle(addRecall, (tx, input, ctx) => {
  if (!patientRow(tx, input.patientId)) throw new AppError('NotFound', 'patient.not-found')
  if (input.visitTypeId !== null && !visitTypeRow(tx, input.visitTypeId))
    throw new AppError('NotFound', 'visit-type.missing')
  if (input.providerId !== null && resourcesOf(tx, [input.providerId])[0]?.kind !== 'provider')
    throw new AppError('NotFound', 'resource.missing')
  const id = ctx.newId()
  tx.put(recalls, {
    id,
    ...input,
    tries: [],
    appointmentId: null,
    state: 'due',
    madeAt: ctx.now,
    madeBy: ctx.actor.id,
  })
  return { recallId: id }
})

export const noteRecallTryHandler = handle(noteRecallTry, (tx, input, ctx) => {
  const { id, tries } = dueRecall(tx, input)
  if (tries.length >= 60) throw new AppError('Conflict', 'recall.enough-tries')
  const { how, note } = input
  tx.amend(recalls, id, { tries: [...tries, { id: ctx.newId(), at: ctx.now, by: ctx.actor.id, how, note }] })
  return { tries: tries.length + 1 }
})

export const bookRecallHandler = handle(bookRecall, (tx, input) => {
  const { id } = dueRecall(tx, input)
  seenAppointment(tx, input)
  tx.amend(recalls, id, { state: 'booked', appointmentId: input.appointmentId })
  return {}
})

export const closeRecallHandler = handle(closeRecall, (tx, input) => {
  const { id, note } = dueRecall(tx, input)
  tx.amend(recalls, id, { state: 'closed', note: input.note === '' ? note : input.note })
  return {}
})

/** An appointment is called off, or they did not come to it: what it was booked for is due again, and nobody is lost. */
export function reopenRecalls(tx: Tx, { id, patientId }: Readonly<{ id: string; patientId: string }>): void {
  for (const recall of recallsBookedAt(tx, patientId, id))
    tx.amend(recalls, recall.id, { state: 'due', appointmentId: null })
}

/** The recall somebody means, that is due. Throws `recall.not-found`, `recall.not-due`. */
function dueRecall(
  read: Reader,
  { patientId, recallId }: Readonly<{ patientId: string; recallId: string }>,
): RecallRow {
  const row = recallRow(read, recallId)
  if (!row || row.patientId !== patientId) throw new AppError('NotFound', 'recall.not-found')
  if (row.state !== 'due') throw new AppError('Conflict', 'recall.not-due')
  return row
}
