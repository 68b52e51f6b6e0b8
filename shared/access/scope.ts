/** Which patients somebody reaches, by where they are seen: worked out of their row, their levels and what is known of the patient. */
import type { RowOf } from '../kernel/record.ts'
import type { accessLevels } from './access-level.ts'
import type { locations } from './location.ts'
import type { users } from './user.ts'

type Person = Pick<RowOf<typeof users>, 'roles' | 'levels' | 'scope'>
type Level = Pick<RowOf<typeof accessLevels>, 'id' | 'scope'>
/** Of the practice's own locations: department to location, location to null. */
export type OwnPlaces = ReadonlyMap<string, RowOf<typeof locations>['partOf']>

export type Scope = Readonly<{
  /** Locations and departments by id; null: the whole practice. */
  places: readonly string[] | null
  from: 'person' | 'levels' | null
}>

/**
 * What is set for the person counts. Where nothing is, they reach what their levels reach together; a role, and a level for which nothing
 * is set, reach the whole practice. A right that somebody has by an exception reaches as far as the rest.
 */
export function scopeOf(person: Person, levels: readonly Level[]): Scope {
  if (person.scope.length > 0) return { places: person.scope, from: 'person' }
  const own = levels.filter(({ id }) => person.levels.includes(id))
  const isWhole = person.roles.length > 0 || own.length === 0 || own.some(({ scope }) => scope.length === 0)
  if (isWhole) return { places: null, from: null }
  return { places: [...new Set(own.flatMap(({ scope }) => scope))], from: 'levels' }
}

/** Whether `after` reaches what `before` did not; by name, so that a department for its location counts as more. */
export const isWider = (before: readonly string[], after: readonly string[]): boolean =>
  before.length > 0 && (after.length === 0 || after.some((place) => !before.includes(place)))

/**
 * Whether a patient who belongs to these of the practice's own places is within reach. A location covers its departments. Whoever reaches
 * a department reaches those of its location of whom no department is known; whoever belongs nowhere is within everybody's reach.
 */
export function reaches(scope: readonly string[], belongs: readonly string[], own: OwnPlaces): boolean {
  const known = belongs.filter((place) => own.has(place))
  if (known.length === 0) return true
  const isCovered = (place: string) => scope.includes(place) || scope.includes(own.get(place) ?? '')
  const isUndivided = (place: string) =>
    own.get(place) === null && !known.some((each) => own.get(each) === place)
  return known.some(
    (place) => isCovered(place) || (isUndivided(place) && scope.some((each) => own.get(each) === place)),
  )
}
