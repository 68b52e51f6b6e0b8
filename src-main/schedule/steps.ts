/** Steps of an appointment: each is added to the set by whoever saw it, whatever others add meanwhile. */
import { appointments } from '../../shared/schedule/appointment.ts'
import { alsoArrives, isSaidAlready, refuseStep, type TakenStep } from '../../shared/schedule/allowed-step.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { stageOf, type Stage } from '../../shared/schedule/stage.ts'
import type { Step, StepKind } from '../../shared/schedule/step.ts'
import type { Tx } from '../store/tx.ts'
import { appointmentRow, type AppointmentRow } from './appointments.sql.ts'
import { reopenRecalls } from './keep-recalls.ts'

/** Throws `appointment.not-found`. */
export function appointmentById(tx: Tx, appointmentId: string): AppointmentRow {
  const row = appointmentRow(tx, appointmentId)
  if (!row) throw new AppError('NotFound', 'appointment.not-found')
  return row
}

type Taken = Readonly<{ stepId: string | null; stage: Stage }>
export type Said = Readonly<{ roomId: string | null; reason: string; note: string }>
const nothingMore: Said = { roomId: null, reason: '', note: '' }

/** What somebody says now. */
export const stepNow = (kind: StepKind, ctx: Context, said: Partial<Said> = {}): Step => ({
  id: ctx.newId(),
  kind,
  at: ctx.now,
  by: ctx.actor.id,
  ...nothingMore,
  ...said,
})

/** Adds it, where it is not said already. A step of whoever is not here yet says in the same moment that they came. */
export function addStep(
  tx: Tx,
  row: AppointmentRow,
  kind: TakenStep,
  ctx: Context,
  said: Said = nothingMore,
): Taken {
  if (isSaidAlready(row, kind, said.roomId)) return { stepId: null, stage: row.stage }
  refuseStep(row, kind, ctx.now)
  const added = [...(alsoArrives(row, kind) ? [stepNow('arrived', ctx)] : []), stepNow(kind, ctx, said)]
  const steps = [...row.steps, ...added]
  // two hundred steps are a fault of somebody's program, not a visit
  if (steps.length > 200) throw new AppError('Conflict', 'step.too-many')
  tx.amend(appointments, row.id, { steps })
  if (kind === 'no-show') reopenRecalls(tx, row)
  return { stepId: added.at(-1)?.id ?? null, stage: stageOf({ plan: row.plan, steps }) }
}
