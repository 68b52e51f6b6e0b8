/** Free times: when a provider is, and a room and a piece of equipment of every category the visit needs, at one location. */
import { dayNumberOf, localAt, minuteAt, weekdayOf } from './day-axis.ts'
import type { OpenHours, OpenResource } from './open-hours.ts'
import { covers, fullWhile, subtract, type Span } from './spans.ts'
import type { Need } from './visit-type.ts'

export type SlotResource = OpenResource & Readonly<{ category: string; atOnce: number }>

export type SlotSearch = Readonly<{
  visitTypeId: string
  minutes: number
  prepareMinutes: number
  cleanMinutes: number
  needs: readonly Need[]
  /** Any of these. Of two who are free at one time the first here comes first; so of rooms and equipment. */
  providers: readonly SlotResource[]
  places: readonly SlotResource[]
  locations: ReadonlySet<string>
  /** 1 Monday to 7 Sunday; empty on any. */
  weekdays: readonly number[]
  /** Part of day in which it begins, by the clock of the location. */
  fromMinute: number
  toMinute: number
  firstDay: string
  days: number
  /** `earliest`: in the order of time. `spread`: one a day and whoever was offered least, before there is a second of a day. */
  order: 'earliest' | 'spread'
  /** It begins at a multiple of these, by the clock of the location. */
  stepMinutes: number
  limit: number
}>

export type SlotWorld = Readonly<{
  zoneOf(locationId: string): string
  nowMin: number
  hours(resource: SlotResource, fromMin: number, toMin: number): OpenHours['open']
  /** What is taken of each from one minute until another, with what only partly lies in it. */
  takenOf(
    resources: readonly SlotResource[],
    fromMin: number,
    toMin: number,
  ): ReadonlyMap<string, readonly Span[]>
}>

export type FreeSlot = Readonly<{
  startMin: number
  providerId: string
  locationId: string
  places: readonly string[]
}>

/** Most of what is looked for is found in the first week; so the first stretch that is read is short, and each twice the one before. */
const firstStretch = 7 * 1440

export function findFreeSlots(search: SlotSearch, world: SlotWorld): FreeSlot[] {
  const first = dayNumberOf(search.firstDay)
  const edges = [...search.locations].map((id) => {
    const zone = world.zoneOf(id)
    return [minuteAt(zone, first, 0), minuteAt(zone, first + search.days, 0)] as const
  })
  if (edges.length === 0) return []
  const until = Math.max(...edges.map(([, last]) => last))
  let from = Math.max(world.nowMin, Math.min(...edges.map(([start]) => start)))
  const found: FreeSlot[] = []
  const days = new Map<number, Source[]>()
  for (let length = firstStretch; from < until; length *= 2) {
    const to = Math.min(until, from + length)
    const sources = sourcesIn(search, world, from, to)
    if (search.order === 'earliest') takeEarliest(sources, found, search.limit)
    else for (const source of sources) days.set(source.day, [...(days.get(source.day) ?? []), source])
    if (Math.max(found.length, days.size) >= search.limit) break
    from = to
  }
  return search.order === 'earliest' ? found : takeSpread(days, search.limit)
}

/** Free times of one provider on one local day of one location, the next of them at hand. */
type Source = {
  readonly day: number
  readonly rank: number
  head: FreeSlot
  readonly rest: Iterator<FreeSlot>
}

function sourcesIn(search: SlotSearch, world: SlotWorld, from: number, to: number): Source[] {
  const windows = new Map(
    [...search.locations].map((id) => [id, startsWanted(search, world.zoneOf(id), from, to)]),
  )
  const taken = world.takenOf(search.providers, from, to + search.minutes)
  const places = makePlaces(search, world, from, to)
  const sources: Source[] = []
  for (const [rank, provider] of search.providers.entries()) {
    const open = world.hours(provider, from, to + search.minutes)
    const full = fullWhile(taken.get(provider.id) ?? [], provider.atOnce)
    for (const [locationId, starts] of windows) {
      const free = subtract(openFor(open, locationId, search.visitTypeId), full)
      let next = 0
      for (const window of starts) {
        while ((free[next]?.toMin ?? Number.POSITIVE_INFINITY) <= window.fromMin) next += 1
        if ((free[next]?.fromMin ?? Number.POSITIVE_INFINITY) >= window.toMin) continue
        const rest = slotsIn(search, world, free, next, window, { provider, locationId, places })
        const head = rest.next().value
        if (head) sources.push({ day: window.day, rank, head, rest })
      }
    }
  }
  return sources
}

type Window = Span & Readonly<{ day: number }>

/** From when until when it may begin, on each day that is asked for. */
function startsWanted(search: SlotSearch, zone: string, from: number, to: number): Window[] {
  const first = dayNumberOf(search.firstDay)
  const windows: Window[] = []
  const days = { from: localAt(zone, from).dayNumber, to: localAt(zone, to - 1).dayNumber }
  for (let day = Math.max(first, days.from); day <= Math.min(first + search.days - 1, days.to); day += 1) {
    if (search.weekdays.length > 0 && !search.weekdays.includes(weekdayOf(day))) continue
    const fromMin = Math.max(from, minuteAt(zone, day, search.fromMinute))
    const toMin = Math.min(to, minuteAt(zone, day, search.toMinute))
    if (fromMin < toMin) windows.push({ fromMin, toMin, day })
  }
  return windows
}

/** Stretches at a location that a visit of a type may lie in; what is kept for it is one with what is for all beside it. */
function openFor(open: OpenHours['open'], locationId: string, visitTypeId: string): Span[] {
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

type Where = Readonly<{
  provider: SlotResource
  locationId: string
  places(locationId: string, startMin: number): readonly string[] | null
}>

function* slotsIn(
  { minutes, stepMinutes }: SlotSearch,
  world: SlotWorld,
  free: readonly Span[],
  firstFree: number,
  window: Window,
  { provider, locationId, places }: Where,
): Generator<FreeSlot, undefined> {
  const zone = world.zoneOf(locationId)
  for (let index = firstFree; index < free.length; index += 1) {
    const span = free[index]
    if (span === undefined || span.fromMin >= window.toMin) return
    const last = Math.min(span.toMin - minutes, window.toMin - 1)
    let startMin = Math.max(span.fromMin, window.fromMin)
    while (startMin <= last) {
      const past = localAt(zone, startMin).minute % stepMinutes
      if (past === 0) {
        const found = places(locationId, startMin)
        if (found) yield { startMin, providerId: provider.id, locationId, places: found }
      }
      startMin += stepMinutes - past
    }
  }
}

/** Rooms and equipment for a visit that begins at a minute: the first that are free, by id; null where one of them is not to be had. */
function makePlaces(search: SlotSearch, world: SlotWorld, from: number, to: number): Where['places'] {
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

/** Takes what is at hand of a source, and says whether there is more of it. */
function take(source: Source, found: FreeSlot[]): boolean {
  found.push(source.head)
  const { value, done } = source.rest.next()
  if (done || !value) return false
  source.head = value
  return true
}

const sooner = (a: Source, b: Source): number => a.head.startMin - b.head.startMin || a.rank - b.rank

function takeEarliest(sources: readonly Source[], found: FreeSlot[], limit: number): void {
  const left = sources.toSorted(sooner)
  while (found.length < limit) {
    const [first] = left
    if (!first) return
    left.shift()
    if (!take(first, found)) continue
    const at = left.findIndex((other) => sooner(first, other) < 0)
    left.splice(at < 0 ? left.length : at, 0, first)
  }
}

function takeSpread(days: ReadonlyMap<number, readonly Source[]>, limit: number): FreeSlot[] {
  const found: FreeSlot[] = []
  const offered = new Map<number, number>()
  const left = new Map([...days].toSorted(([a], [b]) => a - b).map(([day, sources]) => [day, [...sources]]))
  while (found.length < limit && left.size > 0)
    for (const [day, sources] of left) {
      const [first] = sources.toSorted(
        (a, b) => (offered.get(a.rank) ?? 0) - (offered.get(b.rank) ?? 0) || sooner(a, b),
      )
      if (!first || found.length === limit) break
      offered.set(first.rank, (offered.get(first.rank) ?? 0) + 1)
      if (!take(first, found)) sources.splice(sources.indexOf(first), 1)
      if (sources.length === 0) left.delete(day)
    }
  return found.toSorted((a, b) => a.startMin - b.startMin)
}
