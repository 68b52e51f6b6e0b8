/** What a morning's acts must leave behind them, and how what there is is compared with it. */
import type { Command } from '../../../shared/kernel/contract.ts'
import { addWalkIn } from '../../../shared/schedule/add-walk-in.ts'
import { minuteOf, type Appointment } from '../../../shared/schedule/appointment.ts'
import { bookAppointment } from '../../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../../shared/schedule/cancel-appointment.ts'
import { moveAppointment } from '../../../shared/schedule/move-appointment.ts'
import { noteChecks } from '../../../shared/schedule/note-checks.ts'
import { settleConflict } from '../../../shared/schedule/settle-conflict.ts'
import { isTakingTime } from '../../../shared/schedule/stage.ts'
import type { StepKind } from '../../../shared/schedule/step.ts'
import { takePayment } from '../../../shared/schedule/take-payment.ts'
import { takeStep } from '../../../shared/schedule/take-step.ts'
import type { Done } from './play.ts'

const actionOf = ({ audit }: Command): string => ('action' in audit ? audit.action : '')

/** What an act leaves in the audit of the workstation it was done at, once each. */
export function auditOf({ act, paid }: Done): string[] {
  const actions = {
    arrive: [takeStep],
    room: [takeStep],
    provider: [takeStep],
    'check-out': [takeStep, takeStep],
    'no-show': [takeStep],
    'walk-in': [addWalkIn, noteChecks],
    book: [bookAppointment],
    move: [moveAppointment],
    cancel: [cancelAppointment],
    settle: [settleConflict],
  }[act.what].map(actionOf)
  if (act.what === 'arrive' && !act.who.isComplete) actions.push(actionOf(noteChecks))
  if (act.what === 'check-out' && act.followUp) actions.push(actionOf(bookAppointment))
  if (paid) actions.push(actionOf(takePayment))
  return actions
}
/** What the audit calls what a desk does. */
export const acts: ReadonlySet<string> = new Set(
  [
    takeStep,
    addWalkIn,
    noteChecks,
    bookAppointment,
    moveAppointment,
    cancelAppointment,
    settleConflict,
    takePayment,
  ].map(actionOf),
)

/** What it adds to what has happened to an appointment. */
export const stepsOf: Readonly<Record<Done['act']['what'], readonly StepKind[]>> = {
  arrive: ['arrived'],
  room: ['roomed'],
  provider: ['with-provider'],
  'check-out': ['checkout', 'left'],
  'no-show': ['no-show'],
  'walk-in': ['arrived'],
  book: [],
  move: [],
  cancel: ['cancelled'],
  settle: [],
}

/** The same things, each as often. */
export const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.toSorted().join('\n') === b.toSorted().join('\n')

/** Both take the time of somebody who takes one at once. */
export function meet(a: Appointment, b: Appointment): boolean {
  if (!isTakingTime(a) || !isTakingTime(b)) return false
  if (!a.plan.providers.some((id) => b.plan.providers.includes(id))) return false
  const [from, to] = [minuteOf(a.plan.startsAt), minuteOf(b.plan.startsAt)]
  return from < to + b.plan.minutes && to < from + a.plan.minutes
}

/** The first that only one of the two has. */
export function differing(has: readonly string[], wanted: readonly string[]): string {
  const left = [...wanted]
  const more = has.filter((each) => {
    const at = left.indexOf(each)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
  return `too many ${more.slice(0, 3).join('; ') || 'none'}, missing ${left.slice(0, 3).join('; ') || 'none'}`
}
