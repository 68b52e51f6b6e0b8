/** The room and the equipment a visit needs, where they are free at the location and the time of it. */
import type { SlotResource, SlotSearch, SlotWorld } from './free-slots.ts'
import type { OpenHours } from './open-hours.ts'
import { covers, fullWhile, subtract, type Span } from './spans.ts'
import type { Need } from './visit-type.ts'

/** Stretches at a location that a visit of a type may lie in; what is kept for it is one with what is for all beside it. */
export function openFor(open: OpenHours['open'], locationId: string, visitTypeId: string): Span[] {
  const mine: { fromMin: number; toMin: number }[] = []
  for (const stretch of open) {
    const { fromMin, toMin, visitTypeIds } = stretch
    if (stretch.locationId !== locationId) continue
    if (visitTypeIds.length > 0 && !visitTypeIds.includes(visitTypeId)) continue
    const last = mine.at(-1)
    if (last && fromMin <= last.toMin) last.toMin = Math.max(last.toMin, toMin)
    else mine.push({ fromMin, toMin })
  }
  return mine
}

/** Rooms and equipment, by id, for a visit at a location that begins at a minute; null where one of them is not to be had. */
export type PlacesAt = (locationId: string, startMin: number) => readonly string[] | null

/** Rooms and equipment for a visit that begins at a minute: the first that are free, by id; null where one of them is not to be had. */
export function makePlaces(search: SlotSearch, world: SlotWorld, from: number, to: number): PlacesAt {
  const { needs, prepareMinutes, minutes, cleanMinutes } = search
  if (needs.length === 0) return () => []
  const fits = (place: SlotResource, need: Need) =>
    place.kind === need.kind && place.category === need.category
  const wanted = search.places.filter(
    (place) =>
      place.locationId !== null &&
      search.locations.has(place.locationId) &&
      needs.some((need) => fits(place, need)),
  )
  type Place = Readonly<{ place: SlotResource; free: readonly Span[] }>
  // read when the first provider is free, if one is
  const read = (): Place[] => {
    const [start, end] = [from - prepareMinutes, to + minutes + cleanMinutes]
    const taken = world.takenOf(wanted, start, end)
    return wanted.map((place) => ({
      place,
      free: subtract(
        openFor(world.hours(place, start, end), place.locationId ?? '', search.visitTypeId),
        fullWhile(taken.get(place.id) ?? [], place.atOnce),
      ),
    }))
  }
  let known: Place[] | null = null
  const choose = (locationId: string, startMin: number): string[] | null => {
    known ??= read()
    const chosen: string[] = []
    for (const need of needs) {
      const one = known.find(
        ({ place, free }) =>
          place.locationId === locationId &&
          fits(place, need) &&
          !chosen.includes(place.id) &&
          covers(free, startMin - prepareMinutes, startMin + minutes + cleanMinutes),
      )
      if (!one) return null
      chosen.push(one.place.id)
    }
    return chosen
  }
  // many providers ask for the same minutes
  const answers = new Map<string, Map<number, readonly string[] | null>>()
  return (locationId, startMin) => {
    const here = answers.get(locationId) ?? new Map<number, readonly string[] | null>()
    answers.set(locationId, here)
    const answer = here.get(startMin)
    if (answer !== undefined) return answer
    const chosen = choose(locationId, startMin)
    here.set(startMin, chosen)
    return chosen
  }
}
