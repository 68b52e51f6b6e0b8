import type { OutputOf } from '../../shared/kernel/contract.ts'
import type { getPlaces } from '../../shared/patients/places.ts'
import { everyOwnLocation } from '../store/locations.sql.ts'
import type { Reader } from '../store/reader.ts'
import { placesRow, visitsOf } from '../store/scope.sql.ts'

/** The practice's own places that a patient belongs to, by name: what was said, and where their visits were. */
export function whereOf(read: Reader, patientId: string): OutputOf<typeof getPlaces>['places'] {
  const own = everyOwnLocation(read)
  if (own.length === 0) return []
  const said = placesRow(read, patientId)?.places ?? []
  const seen = new Set(visitsOf(read, [patientId]).map(({ locationId }) => locationId))
  const nameOf = new Map(own.map(({ id, name }) => [id, name]))
  return own
    .map(({ id, name, partOf }) => ({
      locationId: id,
      name,
      partOf: partOf === null ? null : (nameOf.get(partOf) ?? ''),
      said: said.includes(id),
      visits: seen.has(id),
    }))
    .filter((each) => each.said || each.visits)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
