import type { ParsedInputOf } from '../../shared/kernel/contract.ts'
import type { Context } from '../../shared/kernel/context.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import { bookedByMistake } from '../../shared/schedule/cancel-appointment.ts'
import { takeBackVisits, type StaysAsIs } from '../../shared/schedule/take-back-visits.ts'
import { handle } from '../pipeline/handle.ts'
import type { Tx } from '../store/tx.ts'
import { callOff } from './call-off.ts'
import { mayBeCalledOff } from './cancel-appointment.ts'
import { moveVisit } from './move-visit.ts'
import { appointmentAt, versionOf } from './seen-appointment.ts'
import { standAgain } from './stand-again.ts'

type Visit = ParsedInputOf<typeof takeBackVisits>['visits'][number]

/** Of what a command for one of them would be refused by. */
const because: Readonly<Record<string, StaysAsIs>> = {
  'row.changed': 'changed',
  'appointment.not-called-off': 'changed',
  'appointment.is-here': 'has-come',
  'appointment.is-over': 'has-come',
  'appointment.called-off': 'called-off',
  'appointment.full': 'full',
  'appointment.over-limit': 'full',
  'appointment.not-found': 'gone',
  'resource.missing': 'gone',
  'resource.elsewhere': 'gone',
  'location.missing': 'gone',
  'visit-type.missing': 'gone',
}

export const takeBackVisitsHandler = handle(takeBackVisits, (tx, { visits }, ctx) => {
  let left: readonly Visit[] = visits
  const stays = new Map<string, StaysAsIs>()
  // one of them may be where another was: as long as one goes back, another may find room by it
  for (;;) {
    const before = left.length
    left = left.filter((visit) => {
      const why = tryBack(tx, visit, ctx)
      if (why === null) stays.delete(visit.appointmentId)
      else stays.set(visit.appointmentId, why)
      return why !== null
    })
    if (left.length === 0 || left.length === before) break
  }
  const isBack = ({ appointmentId }: Visit) => !stays.has(appointmentId)
  return {
    back: visits
      .filter(isBack)
      .map(({ appointmentId }) => ({ appointmentId, version: versionOf(tx, appointmentId) })),
    stays: [...stays].map(([appointmentId, why]) => ({ appointmentId, because: why })),
  }
})

/** Null where it is back; nothing of it is written where it is not. */
function tryBack(tx: Tx, visit: Visit, ctx: Context): StaysAsIs | null {
  try {
    putBack(tx, visit, ctx)
    return null
  } catch (error) {
    const why = error instanceof AppError ? because[error.reason] : undefined
    if (why === undefined) throw error
    return why
  }
}

function putBack(tx: Tx, { back, ...seen }: Visit, ctx: Context): void {
  const row = appointmentAt(tx, seen)
  if (back.kind === 'restore') standAgain(tx, row, '', ctx)
  else if (back.kind === 'call-off') {
    mayBeCalledOff(row)
    callOff(tx, row, { kind: 'cancelled', reason: bookedByMistake, note: '' }, ctx, seen.version)
  } else {
    const { kind: _kind, overbookReason, ...wanted } = back
    moveVisit(tx, row, wanted, overbookReason, ctx)
  }
}
