/** Charts that are closed to some (docs/access.md, "Restricted charts"): asked at the door, and by whoever lists patients. */
import { privileged } from '../../shared/access/rights.ts'
import type { Contract } from '../../shared/kernel/contract.ts'
import { AppError } from '../../shared/kernel/errors.ts'
import type { Permission } from '../../shared/kernel/permissions.ts'
import { instantOf } from '../../shared/kernel/time.ts'
import { emergencyMinutes } from '../../shared/privacy/emergency-access.ts'
import type { Reader } from '../store/reader.ts'
import { closedRow, closedRows, runningEmergencies, type Named } from '../store/restrictions.sql.ts'
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

/** Named, or with the right to open every one. An emergency is not asked for. */
export const isNamed = ({ actor }: Pick<Asking, 'actor'>, { people }: Named): boolean =>
  actor.can.has('chart.restricted') || people.includes(actor.id)

/** As `read` has it: in a transaction with what it has changed. */
export function isClosedTo(read: Reader, session: Asking, patientId: string): boolean {
  const closed = closedRow(read, patientId)
  if (!closed || isNamed(session, closed)) return false
  return !emergenciesOf(session).some((each) => each.patientId === patientId)
}

/** Of these patients, those whose chart is closed to whoever is in. An emergency opens a chart, and no line of a list. */
export const closedAmong = (
  session: Pick<Asking, 'actor' | 'store'>,
  patientIds: readonly string[],
): ReadonlySet<string> =>
  new Set(
    closedRows(session.store.read, patientIds)
      .filter((closed) => !isNamed(session, closed))
      .map(({ id }) => id),
  )

/** What an emergency is not for (security.md G5): to administer, and to take records in or out. */
const notMeanwhile: readonly Permission[] = [...privileged, 'record.import']

/**
 * Throws `chart.restricted` where what is asked is about a chart that is closed to whoever asks, and `emergency.first-end` where they
 * opened one in an emergency and now ask for what emergencies are not for. `subject`: as the log names it, null where it is about nobody.
 */
export function refuseClosed(
  session: Asking,
  contract: Pick<Contract, 'closedCharts' | 'permission'>,
  subject: string | null,
): void {
  const isPrivileged = notMeanwhile.some((each) => each === contract.permission)
  if (isPrivileged && emergenciesOf(session).length > 0)
    throw new AppError('Forbidden', 'emergency.first-end')
  if (subject !== null && contract.closedCharts !== 'too' && isClosedTo(session.store.read, session, subject))
    throw new AppError('Forbidden', 'chart.restricted')
}
