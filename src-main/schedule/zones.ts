import { TimeZone } from '../../shared/access/create-practice.ts'
import { must } from '../../shared/kernel/errors.ts'
import { everyOwnLocation, type LocationRow } from '../store/locations.sql.ts'
import { practiceOf } from '../store/people.sql.ts'
import type { Reader } from '../store/reader.ts'

export type Places = Readonly<{
  /** Of the practice itself. */
  timeZone: string
  own: readonly LocationRow[]
  /** Of a location; a department is where its location is. */
  zoneOf(locationId: string | null): string
  /** Whether something is at a location or in a department of it; null is everywhere. */
  within(locationId: string | null): (id: string) => boolean
}>

/** The practice's own locations and in which time zone each is. */
export function placesOf(read: Reader): Places {
  const practice = practiceOf(read)
  must(practice, 'practice.missing')
  const own = everyOwnLocation(read)
  const byId = new Map(own.map((row) => [row.id, row]))
  const zoneOf = (locationId: string | null): string => {
    const place = locationId === null ? undefined : byId.get(locationId)
    const zone = place?.timeZone ?? (place?.partOf ? byId.get(place.partOf)?.timeZone : null)
    // of a workstation that knows more zones than this one
    return zone != null && TimeZone.safeParse(zone).success ? zone : practice.timeZone
  }
  const within = (locationId: string | null) => (id: string) =>
    locationId === null || id === locationId || byId.get(id)?.partOf === locationId
  return { timeZone: practice.timeZone, own, zoneOf, within }
}
