/** Charts that are closed to some (docs/access.md, "Restricted charts" and "Scope"): asked at the door, and by whoever lists patients. */
import { privileged } from '../../shared/access/rights.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { emergencyMinutes } from '../../shared/privacy/emergency-access.ts'
import type { Reader } from '../store/reader.ts'
import { closedRow, closedRows, runningEmergencies, type Named } from '../store/restrictions.sql.ts'
import { beyondReach, type Beyond } from './out-of-scope.ts'
import type { Session } from './session.ts'

export type Asking = Pick<Session, 'actor' | 'store' | 'trustedNow' | 'workstation'>

export type Emergency = Readonly<{ accessId: string; patientId: string; leftMs: number }>

/**
 * What whoever is in opened at this workstation and is not over. One that would last longer than any was made under a clock that has
 * been set right since, and is over.
 */
export function emergenciesOf(session: Asking): Emergency[] {
  const nowMs = session.trustedNow()
  return runningEmergencies(session.store.read, session.actor.id, instantOf(nowMs))
    .filter(({ device }) => device === session.workstation.device)
    .map(({ id, patientId, until }) => ({ accessId: id, patientId, leftMs: Date.parse(until) - nowMs }))
    .filter(({ leftMs }) => leftMs <= emergencyMinutes * 60_000)
}

/** Whether they opened this chart in an emergency, here, and it is not over. */
export const isOpenInEmergency = (session: Asking, patientId: string): boolean =>
  emergenciesOf(session).some((each) => each.patientId === patientId)

/** Named, or with the right to open every one. An emergency is not asked for. */
export const isNamed = ({ actor }: Pick<Asking, 'actor'>, { people }: Named): boolean =>
  actor.can.has('chart.restricted') || people.includes(actor.id)

/** Why a chart is closed: it is restricted; it is of a place that whoever asks does not reach. */
export type Closure = 'chart.restricted' | 'chart.out-of-scope'

/** Named for the chart, somebody reaches it wherever they work: those who decided that knew of whom. */
const closureBy = (
  asking: Pick<Asking, 'actor'>,
  closed: Named | undefined,
  isBeyond: boolean,
): Closure | null => {
  if (closed && !isNamed(asking, closed)) return 'chart.restricted'
  return isBeyond && !closed?.people.includes(asking.actor.id) ? 'chart.out-of-scope' : null
}

/** How far a chart is beyond their reach, as the door asks it: by every visit there is, also those that are not shown to them. */
export const beyondOf = (
  { actor, store }: Pick<Asking, 'actor' | 'store'>,
  patientId: string,
  written = true,
): Beyond | null => beyondReach(store.read, actor.id, [patientId], written).get(patientId) ?? null

/** As `read` has it: in a transaction with what it has changed. Null where it is open, also by an emergency. */
export function closureTo(read: Reader, session: Asking, patientId: string): Closure | null {
  const isBeyond = beyondReach(read, session.actor.id, [patientId]).has(patientId)
  const closure = closureBy(session, closedRow(read, patientId), isBeyond)
  if (closure === null) return null
  return isOpenInEmergency(session, patientId) ? null : closure
}

/** Of these patients, those whose chart is closed to whoever is in, and why. An emergency opens a chart, and no line of a list. */
export function closedAmong(
  session: Pick<Asking, 'actor' | 'store'>,
  patientIds: readonly string[],
): ReadonlyMap<string, Closure> {
  const { read } = session.store
  const beyond = beyondReach(read, session.actor.id, patientIds)
  const restricted = new Map(closedRows(read, patientIds).map((each) => [each.id, each]))
  const closures = new Map<string, Closure>()
  for (const id of new Set([...beyond.keys(), ...restricted.keys()])) {
    const closure = closureBy(session, restricted.get(id), beyond.has(id))
    if (closure) closures.set(id, closure)
  }
  return closures
}

/** What an emergency is not for (security.md G5): to administer, and to take records in or out. */
const notMeanwhile: readonly Permission[] = [...privileged, 'record.import']

/**
 * Throws `chart.restricted` or `chart.out-of-scope` where what is asked is about a chart that is closed to whoever asks, and
 * `emergency.first-end` where they opened one in an emergency and now ask for what emergencies are not for. `subject`: as the log names it, null where it is about nobody.
 */
export function refuseClosed(
  session: Asking,
  contract: Pick<Contract, 'closedCharts' | 'permission'>,
  subject: string | null,
): void {
  const isPrivileged = notMeanwhile.some((each) => each === contract.permission)
  if (isPrivileged && emergenciesOf(session).length > 0)
    throw new AppError('Forbidden', 'emergency.first-end')
  if (subject !== null && contract.closedCharts !== 'too') mustBeOpen(session.store.read, session, subject)
}

/** Throws `chart.restricted` or `chart.out-of-scope` where the chart is closed to whoever is in. As `read` has it. */
export function mustBeOpen(read: Reader, session: Asking, patientId: string): void {
  const closure = closureTo(read, session, patientId)
  if (closure === 'chart.restricted') throw new AppError('Forbidden', 'chart.restricted')
  if (closure !== null) throw new AppError('Forbidden', 'chart.out-of-scope')
}
