import type { Names } from './names.ts'
import type { Known, Who } from './new-patient-values.ts'
import { planValues, type PlanStart, type PlanValues } from './plan-values.ts'
import type { RepeatValues } from './repeat-values.ts'
import { emptyVisit, type VisitValues } from './visit-fields.tsx'

export type BookingValues = PlanValues &
  VisitValues &
  Who & {
    /** What is typed where nobody is chosen yet. */
    text: string
    overbookReason: string
    /** How it repeats; null where it does not. */
    repeats: RepeatValues | null
    /** Who else comes to the same visit; null where it is of one. */
    alsoFor: readonly Known[] | null
    /** Chosen by hand: not changed by what is chosen beside them any more. */
    typeChosen: boolean
    minutesTyped: boolean
  }

/** What a booking begins with, beside when and where. */
export type BookingStart = PlanStart &
  Readonly<{ patient?: Who['known']; visitTypeId?: string | null; reason?: string; origin?: 'recall' }>

/** Which draft it is: one for each patient and each place on the grid, so that none comes back in another's. */
export const draftOf = ({ patient, startMin, providers }: BookingStart): string =>
  patient?.patientId ?? (startMin === undefined ? '' : `${startMin} ${providers?.[0] ?? ''}`)

/** The first of the list: of whom nobody knows yet, of those that are for new patients. */
function usualType(names: Names, isNew: boolean): string {
  const active = names.visitTypes.filter((type) => type.active)
  return (active.find(({ newPatients }) => newPatients === isNew) ?? active[0])?.visitTypeId ?? ''
}

export function bookingValues(
  names: Names,
  start: BookingStart,
  today: string,
  userId: string,
): BookingValues {
  const visitTypeId = start.visitTypeId ?? usualType(names, false)
  return {
    ...planValues(names, start, today, userId),
    ...emptyVisit,
    minutes: String(start.minutes ?? names.visitType(visitTypeId)?.minutes ?? 30),
    visitTypeId,
    reason: start.reason ?? '',
    known: start.patient ?? null,
    fresh: null,
    text: '',
    overbookReason: '',
    repeats: null,
    alsoFor: null,
    typeChosen: start.visitTypeId !== undefined && start.visitTypeId !== null,
    minutesTyped: start.minutes !== undefined,
  }
}

/** What follows from what was changed: a kind of visit has a length, somebody new a kind of visit. */
export function following(before: BookingValues, more: Partial<BookingValues>, names: Names): BookingValues {
  const next = { ...before, ...more }
  if ('minutes' in more) next.minutesTyped = true
  // what was left out of a series was left out of other days; one registered now has no series and no group yet
  if (next.repeats && ('day' in more || 'time' in more)) next.repeats = { ...next.repeats, without: [] }
  if (next.known === null) Object.assign(next, { repeats: null, alsoFor: null })
  if ('visitTypeId' in more) next.typeChosen = true
  else if (('fresh' in more || 'known' in more) && !next.typeChosen)
    next.visitTypeId = usualType(names, next.fresh !== null)
  if (next.visitTypeId !== before.visitTypeId && !next.minutesTyped)
    next.minutes = String(names.visitType(next.visitTypeId)?.minutes ?? before.minutes)
  return next
}
