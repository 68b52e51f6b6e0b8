import { placeNames } from '../../shared/access/access-words.ts'
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
  const names = placeNames(own)
  return own
    .map(({ id }) => ({
      locationId: id,
      name: names.get(id) ?? '',
      said: said.includes(id),
      visits: seen.has(id),
    }))
    .filter((each) => each.said || each.visits)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}
