import { AppError } from '../../shared/kernel/errors.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { takenSteps } from '../../shared/schedule/allowed-step.ts'
import { stageOf } from '../../shared/schedule/stage.ts'
import { takeBackStep } from '../../shared/schedule/take-back-step.ts'
import { handle } from '../pipeline/handle.ts'
import { appointmentById } from './steps.ts'

export const takeBackStepHandler = handle(takeBackStep, (tx, { appointmentId, stepId }) => {
  const row = appointmentById(tx, appointmentId)
  const step = row.steps.find(({ id }) => id === stepId)
  if (!step) throw new AppError('Conflict', 'step.gone')
  // what called it off or moved it changed its plan as well, and is undone by the command that did
  if (!takenSteps.some((kind) => kind === step.kind)) throw new AppError('Conflict', 'step.of-the-plan')
  const inOneAct = ({ at, by }: typeof step) => at === step.at && by === step.by
  const steps = row.steps.filter((each) => !inOneAct(each) || !takenSteps.some((kind) => kind === each.kind))
  tx.amend(appointments, row.id, { steps })
  return { patientId: row.patientId, stage: stageOf({ plan: row.plan, steps }) }
})
