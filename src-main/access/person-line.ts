import { stateOf, type PersonLine } from '../../shared/access/person.ts'
import { placeNames } from '../../shared/access/access-words.ts'
import { scopeOf, type Scope } from '../../shared/access/scope.ts'
import type { LocationRow } from '../store/locations.sql.ts'
import type { CredentialRow, LevelRow, PersonRow } from '../store/people.sql.ts'

/** `today`: YYYY-MM-DD, at the practice. */
export function personLine(
  person: PersonRow,
  credential: CredentialRow | undefined,
  levels: readonly LevelRow[],
  places: readonly LocationRow[],
  today: string,
): PersonLine {
  const keys = credential?.keys ?? null
  return {
    userId: person.id,
    version: person.version,
    displayName: person.displayName,
    username: person.username,
    roles: person.roles,
    levels: levels
      .filter(({ id }) => person.levels.includes(id))
      .map(({ id, name }) => ({ levelId: id, name })),
    reach: reachIn(scopeOf(person, levels), places),
    state: stateOf(person, keys, today),
    endsOn: person.endsOn,
    exceptions: person.exceptions.filter(({ until }) => until >= today).length,
    hasCredential: keys !== null,
    hasSecondFactor: (credential?.secondFactor ?? null) !== null,
    codeUntil: keys?.codeUntil ?? null,
  }
}

/** In the order of the names; a place that is not known here has none. */
function reachIn({ places, from }: Scope, known: readonly LocationRow[]): PersonLine['reach'] {
  if (places === null || from === null) return null
  const names = placeNames(known)
  const named = places.map((locationId) => ({ locationId, name: names.get(locationId) ?? '' }))
  return { from, places: named.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) }
}

export const byName = (a: { displayName: string }, b: { displayName: string }): number =>
  a.displayName.localeCompare(b.displayName, 'en')
