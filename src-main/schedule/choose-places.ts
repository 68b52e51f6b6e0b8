/** Rooms and equipment for a visit: what its kind needs, of what is open and free at that time and place. */
import { mostAtOnce } from '../../shared/schedule/at-once.ts'
import { without } from '../../shared/schedule/spans.ts'
import type { Need } from '../../shared/schedule/visit-type.ts'
import type { Reader } from '../store/reader.ts'
import { hoursOf } from './hours-of.ts'
import { everyResource, type ResourceRow } from './schedule.sql.ts'
import { takenOf } from './taken.sql.ts'
import { placesOf } from './zones.ts'

export type Wanted = Readonly<{
  locationId: string
  /** With what is needed before and after, minutes since 1970. */
  fromMin: number
  toMin: number
  needs: readonly Need[]
  /** What it has now: kept where it is free then, and else replaced by another of its kind. */
  present: readonly string[]
  /** The appointment itself, which is not in its own way. */
  except: string | null
  /** The group that moves with it, and is not in its way either. */
  exceptGroup?: string | null
}>

/** `unmet`: the categories of which none is free. */
export function choosePlaces(read: Reader, wanted: Wanted): { places: string[]; unmet: string[] } {
  const { needs, present, locationId } = wanted
  if (needs.length === 0 && present.length === 0) return { places: [], unmet: [] }
  const here = everyResource(read).filter(
    (each) => each.kind !== 'provider' && each.active && each.locationId === locationId,
  )
  const free = freeAmong(read, here, wanted)
  const chosen = new Set(present.filter((id) => free.some((each) => each.id === id)))
  const open = [...needs]
  // each of those that stay meets one need
  for (const { kind, category } of here.filter(({ id }) => chosen.has(id))) {
    const met = open.findIndex((need) => need.kind === kind && need.category === category)
    if (met >= 0) open.splice(met, 1)
  }
  const unmet: string[] = []
  for (const need of open) {
    const found = free.find(
      ({ id, kind, category }) => !chosen.has(id) && kind === need.kind && category === need.category,
    )
    if (found) chosen.add(found.id)
    else unmet.push(need.category)
  }
  return { places: [...chosen], unmet }
}

function freeAmong(read: Reader, here: readonly ResourceRow[], wanted: Wanted): ResourceRow[] {
  const { fromMin, toMin, except, exceptGroup = null } = wanted
  const ids = here.map(({ id }) => id)
  const taken = takenOf(read, ids, fromMin, toMin).filter(
    ({ appointmentId, groupId }) =>
      appointmentId !== except && (exceptGroup === null || groupId !== exceptGroup),
  )
  const by = Map.groupBy(taken, ({ resourceId }) => resourceId)
  // whom its hours are kept for is nothing a room is refused by
  const hours = hoursOf(read, here, placesOf(read), { fromMin, toMin }, fromMin)
  const isOpen = (resource: ResourceRow) =>
    without({ fromMin, toMin }, hours(resource, fromMin, toMin).open).length === 0
  return here.filter(
    (resource) => mostAtOnce(by.get(resource.id) ?? [], fromMin, toMin) < resource.atOnce && isOpen(resource),
  )
}
