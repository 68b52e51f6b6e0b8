/** From what whoever books says to what is kept: what is there is looked up, rooms are chosen, the time is that of whole minutes. */
import { AppError } from '../../shared/kernel/errors.ts'
import { instantOfMinute, minuteOf, type Plan } from '../../shared/schedule/appointment.ts'
import type { Planned } from '../../shared/schedule/planned.ts'
import { locationRow } from '../store/locations.sql.ts'
import type { Reader } from '../store/reader.ts'
import { choosePlaces } from './choose-places.ts'
import { resourcesOf, visitTypeRow, type VisitTypeRow } from './schedule.sql.ts'

export type Around = Readonly<{
  visitTypeId: string | null
  /** As it is now; null where it is being booked. */
  appointment: Readonly<{ id: string; plan: Plan }> | null
  /** Everybody of it moves with the appointment. */
  movesGroup?: string | null
  /** Somebody stands at the desk: whoever is free first sees them. */
  mayBeNobody?: boolean
}>

/** Throws `location.missing`, `resource.missing`, `resource.elsewhere`, `visit-type.missing`, `appointment.nobody`. */
export function planVisit(
  read: Reader,
  wanted: Planned,
  { visitTypeId, appointment, movesGroup = null, mayBeNobody = false }: Around,
): { plan: Plan; unmet: string[] } {
  const before = appointment?.plan
  const type = typeOf(read, visitTypeId)
  const startMin = minuteOf(wanted.startsAt)
  // a move keeps what was said of getting ready, whatever its kind of visit says by now
  const prepareMinutes = before?.prepareMinutes ?? type?.prepareMinutes ?? 0
  const cleanMinutes = before?.cleanMinutes ?? type?.cleanMinutes ?? 0
  mustBeOurs(read, wanted.locationId, before)
  mustBeThere(read, wanted, before)
  const { places, unmet } =
    wanted.places === null
      ? choosePlaces(read, {
          locationId: wanted.locationId,
          fromMin: startMin - prepareMinutes,
          toMin: startMin + wanted.minutes + cleanMinutes,
          needs: type?.needs ?? [],
          present: before?.places ?? [],
          except: appointment?.id ?? null,
          exceptGroup: movesGroup,
        })
      : { places: wanted.places, unmet: [] }
  if (!mayBeNobody && wanted.providers.length + places.length === 0)
    throw new AppError('Invalid', 'appointment.nobody')
  return {
    plan: {
      startsAt: instantOfMinute(startMin),
      minutes: wanted.minutes,
      locationId: wanted.locationId,
      providers: [...new Set(wanted.providers)],
      places: [...new Set(places)],
      prepareMinutes,
      cleanMinutes,
      cancelled: before?.cancelled ?? false,
    },
    unmet,
  }
}

function typeOf(read: Reader, visitTypeId: string | null): VisitTypeRow | null {
  if (visitTypeId === null) return null
  const type = visitTypeRow(read, visitTypeId)
  if (!type) throw new AppError('NotFound', 'visit-type.missing')
  return type
}

function mustBeOurs(read: Reader, locationId: string, before: Plan | undefined): void {
  const row = locationRow(read, locationId)
  if (!row?.own || (!row.active && before?.locationId !== locationId))
    throw new AppError('NotFound', 'location.missing')
}

/** What it has already may be out of use by now; what it is given may not. */
function mustBeThere(read: Reader, wanted: Planned, before: Plan | undefined): void {
  const had = new Set([...(before?.providers ?? []), ...(before?.places ?? [])])
  const places = wanted.places ?? []
  const rows = new Map(resourcesOf(read, [...wanted.providers, ...places]).map((row) => [row.id, row]))
  for (const id of [...wanted.providers, ...places]) {
    const row = rows.get(id)
    if (!row || (!row.active && !had.has(id)) || (row.kind === 'provider') !== wanted.providers.includes(id))
      throw new AppError('NotFound', 'resource.missing')
    if (row.locationId !== null && row.locationId !== wanted.locationId)
      throw new AppError('Invalid', 'resource.elsewhere', { which: row.name })
  }
}
