/** What a message names, as resources, kinds of visits and places of this practice: by number, else by name. What is not found is said, never guessed. */
import { AppError } from '../../shared/kernel/errors.ts'
import { foldText, foldWords } from '../../shared/kernel/fold.ts'
import type { Named, Siu } from '../../shared/exchange/hl7v2/read-siu.ts'
import { everyOwnLocation, type LocationRow } from '../store/locations.sql.ts'
import type { Reader } from '../store/reader.ts'
import { bookable, bookedTypes, type ResourceLine, type VisitTypeLine } from './messages.sql.ts'

export type Matched = Readonly<{
  providers: readonly string[]
  places: readonly string[]
  location: LocationRow
  visitType: VisitTypeLine | null
}>

/** `message.not-here` names the segment and what stands in it; `message.location` where nothing says at which location it is. */
export function matchNamed(read: Reader, siu: Siu): Matched {
  const all = bookable(read)
  const found = siu.named.map((named) => ({ named, resource: theOne(named, all) }))
  const missing = found.find(({ resource }) => resource === null)
  if (missing)
    throw new AppError('NotFound', 'message.not-here', {
      where: missing.named.where,
      name: missing.named.names[0] ?? missing.named.code,
      kind: missing.named.kind,
    })
  const ids = (isProvider: boolean) => [
    ...new Set(
      found.flatMap(({ resource }) =>
        resource && (resource.kind === 'provider') === isProvider ? [resource.id] : [],
      ),
    ),
  ]
  const [providers, places] = [ids(true), ids(false)]
  if (providers.length > 6 || places.length > 6) throw new AppError('Invalid', 'message.too-many')
  return {
    providers,
    places,
    location: locationOf(
      read,
      siu,
      found.map(({ resource }) => resource),
    ),
    visitType: typeOf(siu.kinds, bookedTypes(read)),
  }
}

/** Null where none has the name, or more than one has. */
function theOne(named: Named, all: readonly ResourceLine[]): ResourceLine | null {
  const fits = all.filter(({ kind }) =>
    named.kind === 'provider' ? kind === 'provider' : kind !== 'provider',
  )
  if (named.kind === 'provider' && /^\d{10}$/.test(named.code)) {
    const [byNumber, other] = fits.filter(({ npi }) => npi === named.code)
    if (byNumber && !other) return byNumber
  }
  for (const name of named.names) {
    const [one, other] = fits.filter((each) => isCalled(each, name, named.kind))
    if (one && !other) return one
    if (other) return null
  }
  return null
}

/** What stands around a provider's name. */
const titles: ReadonlySet<string> = new Set([
  'dr',
  'md',
  'do',
  'np',
  'pa',
  'rn',
  'phd',
  'prof',
  'mr',
  'mrs',
  'ms',
])

function isCalled({ name, short }: ResourceLine, said: string, kind: Named['kind']): boolean {
  if (kind !== 'provider') return [name, short].some((own) => foldText(own) === foldText(said))
  const words = (text: string) =>
    foldWords(text)
      .filter((word) => !titles.has(word))
      .toSorted()
      .join(' ')
  return words(said) !== '' && words(name) === words(said)
}

/** By the name of the house, else where its rooms are, else the only one there is. */
function locationOf(read: Reader, { named }: Siu, found: readonly (ResourceLine | null)[]): LocationRow {
  const own = everyOwnLocation(read).filter(({ active }) => active)
  const called = named.map(({ facility }) => foldText(facility)).filter(Boolean)
  const byName = own.filter(({ name }) => called.includes(foldText(name)))
  if (byName.length === 1 && byName[0]) return byName[0]
  const rooms = new Set(found.flatMap((each) => (each?.locationId ? [each.locationId] : [])))
  const byRoom = own.filter(({ id }) => rooms.has(id))
  if (byRoom.length === 1 && byRoom[0]) return byRoom[0]
  const houses = own.filter(({ partOf }) => partOf === null)
  if (byName.length + byRoom.length === 0 && houses.length === 1 && houses[0]) return houses[0]
  throw new AppError('NotFound', 'message.location')
}

function typeOf(kinds: readonly string[], types: readonly VisitTypeLine[]): VisitTypeLine | null {
  for (const kind of kinds) {
    const found = types.find(({ name }) => foldText(name) === foldText(kind))
    if (found) return found
  }
  return null
}
