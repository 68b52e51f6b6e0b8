/** Free times: when a provider is, and a room and a piece of equipment of every category the visit needs, at one location. */
import { dayNumberOf, localAt, minuteAt, weekdayOf } from './day-axis.ts'
import type { OpenHours, OpenResource } from './open-hours.ts'
import { makePlaces, openFor, type PlacesAt } from './slot-places.ts'
import { takeEarliest, takeSpread, type Source } from './slot-order.ts'
import { fullWhile, subtract, type Span } from './spans.ts'
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

type Where = Readonly<{
  provider: SlotResource
  locationId: string
  places: PlacesAt
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
