import { AppError } from '../../shared/kernel/errors.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { handle } from '../pipeline/handle.ts'
import { resourcesOf } from './schedule.sql.ts'
import { addStep, appointmentById } from './steps.ts'

export const takeStepHandler = handle(takeStep, (tx, input, ctx) => {
  const { appointmentId, kind, reason, note } = input
  const row = appointmentById(tx, appointmentId)
  const roomId = kind === 'roomed' ? input.roomId : null
  if (kind === 'roomed') {
    const [room] = roomId === null ? [] : resourcesOf(tx, [roomId])
    if (room?.kind !== 'room') throw new AppError('Invalid', 'step.room')
  }
  return { patientId: row.patientId, ...addStep(tx, row, kind, ctx, { roomId, reason, note }) }
})
