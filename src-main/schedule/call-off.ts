import type { Context } from '../../shared/kernel/context.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import type { Tx } from '../store/tx.ts'
import { reopenRecalls } from './keep-recalls.ts'
import { offerFreed } from './offer-freed.ts'
import { stepNow } from './steps.ts'

type Why = Readonly<{ kind: 'cancelled' | 'rescheduled'; reason: string; note: string }>

/** Calls it off, and what follows: a recall it was booked for is due again, and its time is offered to who waits. `version`: as it was seen. */
export function callOff(
  tx: Tx,
  { id, plan, steps, patientId }: Pick<Appointment, 'id' | 'plan' | 'steps' | 'patientId'>,
  { kind, reason, note }: Why,
  ctx: Context,
  version?: number,
): void {
  const step = stepNow(kind, ctx, { reason, note })
  tx.amend(appointments, id, { plan: { ...plan, cancelled: true }, steps: [...steps, step] }, version)
  reopenRecalls(tx, { id, patientId })
  offerFreed(tx, plan, patientId, ctx)
}
