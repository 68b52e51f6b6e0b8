/** Whom an export is of, and whose records are open to whoever asks. */
import { AppError } from '../../shared/kernel/errors.ts'
import { closedAmong } from '../pipeline/closed-charts.ts'
import type { Session } from '../pipeline/session.ts'
import { ownPlaces } from '../store/scope.sql.ts'
import { everyPatient, patientsAt } from './exports.sql.ts'

export type Whose = Readonly<{ open: readonly string[]; closed: number }>

/** `asOf`: nobody who was registered since. Throws `location.not-found`. */
export function whoseRecords(session: Session, locationId: string | null, asOf: string): Whose {
  const { read } = session.store
  const all =
    locationId === null ? everyPatient(read, asOf) : patientsAt(read, placesIn(session, locationId), asOf)
  const closed = closedAmong(session, all)
  return { open: all.filter((id) => !closed.has(id)), closed: closed.size }
}

/** A location and its departments. */
function placesIn({ store }: Session, locationId: string): string[] {
  const own = ownPlaces(store.read)
  if (!own.has(locationId)) throw new AppError('NotFound', 'location.missing')
  return [...own].flatMap(([id, partOf]) => (id === locationId || partOf === locationId ? [id] : []))
}

/** Whoever takes records out sees them: an export is of what somebody may read, and an administrator reads no chart (security.md R5). */
export function mustReadCharts({ actor }: Pick<Session, 'actor'>): void {
  if (!actor.can.has('chart.read'))
    throw new AppError('Forbidden', 'permission.missing', { permission: 'chart.read' })
}
