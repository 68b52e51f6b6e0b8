import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findFreeSlots,
  type FreeSlot,
  type SlotResource,
  type SlotSearch,
} from '../../../shared/schedule/free-slots.ts'
import { makeOpenHours, type AvailabilityRow } from '../../../shared/schedule/open-hours.ts'
import type { Span } from '../../../shared/schedule/spans.ts'
import { block, stretch } from './entered.ts'
import { Clocks, makeMinute, type Entered } from './minute-model.ts'
import { dayAfter, days, firstMinuteOf, zones } from './zones.ts'

type Taken = Span & Readonly<{ resourceId: string }>
type Case = Entered & Readonly<{ search: SlotSearch; taken: readonly Taken[] }>

const provider = (id: string, atOnce = 1): SlotResource => ({
  id,
  kind: 'provider',
  locationId: null,
  category: '',
  atOnce,
})
const place = (id: string, locationId: string, category: string, atOnce = 1): SlotResource => ({
  id,
  kind: category === 'exam' ? 'room' : 'equipment',
  locationId,
  category,
  atOnce,
})
const providers = [provider('doctor'), provider('another', 2)]
const places = [
  place('exam 1', 'here', 'exam'),
  place('exam 2', 'here', 'exam'),
  place('ecg', 'here', 'ecg'),
  place('exam 3', 'there', 'exam'),
  place('hall', 'there', 'exam', 2),
  place('ecg there', 'there', 'ecg'),
]
const needs = [
  [],
  [{ kind: 'room', category: 'exam' }],
  [
    { kind: 'room', category: 'exam' },
    { kind: 'room', category: 'exam' },
  ],
  [
    { kind: 'equipment', category: 'ecg' },
    { kind: 'room', category: 'exam' },
  ],
] as const

/** Long hours on most days, so that there is something to be found. */
const usual = (day: string): fc.Arbitrary<AvailabilityRow> =>
  stretch(day).map((row) => ({
    ...row,
    fromMinute: Math.min(row.fromMinute, row.toMinute) % 700,
    toMinute: Math.max(row.fromMinute, row.toMinute, 900),
    everyWeeks: 1,
    kind: 'open',
  }))

const cases: fc.Arbitrary<Case> = fc
  .record({ day: days, here: fc.constantFrom(...zones), there: fc.constantFrom(...zones) })
  .chain(({ day, here, there }) => {
    const first = firstMinuteOf(here, day)
    const taken = fc
      .record({
        resourceId: fc.constantFrom(...providers, ...places).map(({ id }) => id),
        fromMin: fc.integer({ min: -120, max: 3000 }).map((minute) => first + minute),
        minutes: fc.integer({ min: 1, max: 300 }),
      })
      .map(({ minutes, ...span }) => ({ ...span, toMin: span.fromMin + minutes }))
    return fc.record({
      zoneOf: fc.constant((location: string) => (location === 'here' ? here : there)),
      nowMin: fc.integer({ min: -2000, max: 600 }).map((before) => first + before),
      availabilities: fc
        .tuple(
          fc.array(usual(day), { minLength: 3, maxLength: 6 }),
          fc.array(stretch(day), { maxLength: 3 }),
          // a room that is not always open
          fc.array(
            usual(day).map((row) => ({ ...row, resourceId: 'exam 2', locationId: 'here' })),
            { maxLength: 1 },
          ),
        )
        .map((all) => all.flat()),
      blocks: fc.tuple(block(day, 0), block(day, 1)).map((all) => all.slice(1)),
      taken: fc.array(taken, { maxLength: 40 }),
      search: fc.record({
        visitTypeId: fc.constantFrom('new', 'old'),
        minutes: fc.constantFrom(5, 20, 45, 90),
        prepareMinutes: fc.constantFrom(0, 10),
        cleanMinutes: fc.constantFrom(0, 15),
        needs: fc.constantFrom(...needs),
        providers: fc.constantFrom(providers, providers.slice(1), providers.toReversed()),
        places: fc.constant(places),
        locations: fc.constantFrom(new Set(['here', 'there']), new Set(['here']), new Set(['there'])),
        weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 5 }),
        fromMinute: fc.constantFrom(0, 0, 60, 480),
        toMinute: fc.constantFrom(1440, 1440, 720),
        firstDay: fc.constant(day),
        days: fc.constantFrom(1, 2),
        order: fc.constantFrom('earliest' as const, 'spread' as const),
        stepMinutes: fc.constantFrom(5, 15, 20, 60),
        limit: fc.constantFrom(3, 10, 60),
      }),
    })
  })

const find = (one: Case, search: SlotSearch = one.search): FreeSlot[] => {
  const hours = makeOpenHours(one)
  return findFreeSlots(search, {
    ...one,
    hours: (resource, fromMin, toMin) => hours(resource, fromMin, toMin).open,
    takenOf: (resources, fromMin, toMin) =>
      new Map(
        resources.map(({ id }) => [
          id,
          one.taken.filter((each) => each.resourceId === id && each.fromMin < toMin && each.toMin > fromMin),
        ]),
      ),
  })
}

/** Minute by minute: whether a resource can be had for a stretch. */
function makeModel(one: Case, clocks: Clocks) {
  const { search, taken } = one
  const known = new Map<string, Map<number, boolean>>()
  const freeAt = (resource: SlotResource, locationId: string) => {
    const key = `${resource.id} ${locationId}`
    const minutes = known.get(key) ?? new Map<number, boolean>()
    known.set(key, minutes)
    const said = makeMinute(one, resource, locationId, clocks)
    return (minute: number): boolean => {
      const found = minutes.get(minute)
      if (found !== undefined) return found
      const { open, kept, shut } = said(minute)
      const there = taken.filter(
        ({ resourceId, fromMin, toMin }) => resourceId === resource.id && fromMin <= minute && minute < toMin,
      )
      const free =
        open &&
        shut.length === 0 &&
        (kept.length === 0 || kept.includes(search.visitTypeId)) &&
        there.length < resource.atOnce
      minutes.set(minute, free)
      return free
    }
  }
  const isFree = (resource: SlotResource, locationId: string, from: number, to: number): boolean => {
    const at = freeAt(resource, locationId)
    for (let minute = from; minute < to; minute += 1) if (!at(minute)) return false
    return true
  }
  const placeFree = (id: string, locationId: string, startMin: number): boolean => {
    const found = places.find((each) => each.id === id && each.locationId === locationId)
    return (
      found !== undefined &&
      isFree(
        found,
        locationId,
        startMin - search.prepareMinutes,
        startMin + search.minutes + search.cleanMinutes,
      )
    )
  }
  const canBegin = (locationId: string, startMin: number): boolean => {
    const { day, minute, weekday } = clocks.at(one.zoneOf(locationId), startMin)
    const from = clocks.firstShowing(one.zoneOf(locationId), day, search.fromMinute)
    const to = clocks.firstShowing(one.zoneOf(locationId), day, search.toMinute)
    return (
      startMin >= one.nowMin &&
      search.locations.has(locationId) &&
      day >= search.firstDay &&
      day < dayAfter(search.firstDay, search.days) &&
      search.weekdays.includes(weekday) &&
      from <= startMin &&
      startMin < to &&
      minute % search.stepMinutes === 0
    )
  }
  const providerFree = (id: string, locationId: string, startMin: number): boolean => {
    const found = search.providers.find((each) => each.id === id)
    return found !== undefined && isFree(found, locationId, startMin, startMin + search.minutes)
  }
  /** How many of a category are free; as many are needed as the visit asks for. */
  const placesFree = (locationId: string, startMin: number): boolean =>
    [...Map.groupBy(search.needs, ({ category }) => category)].every(
      ([category, wanted]) =>
        places.filter(
          (each) =>
            each.category === category &&
            each.locationId === locationId &&
            placeFree(each.id, locationId, startMin),
        ).length >= wanted.length,
    )
  const isOffered = (slot: Omit<FreeSlot, 'places'>): boolean =>
    canBegin(slot.locationId, slot.startMin) &&
    providerFree(slot.providerId, slot.locationId, slot.startMin) &&
    placesFree(slot.locationId, slot.startMin)
  return { isOffered, placeFree }
}

const key = ({ startMin, providerId, locationId }: Omit<FreeSlot, 'places'>) =>
  `${startMin} ${providerId} ${locationId}`

test('every slot offered is really free, with its rooms and equipment; none is offered twice', () => {
  const clocks = new Clocks()
  let offered = 0
  fc.assert(
    fc.property(cases, (one) => {
      const found = find(one)
      const model = makeModel(one, clocks)
      offered += found.length
      expect(new Set(found.map((slot) => key(slot))).size).toBe(found.length)
      expect(found.length).toBeLessThanOrEqual(one.search.limit)
      for (const slot of found) {
        expect(model.isOffered(slot)).toBe(true)
        expect(new Set(slot.places).size).toBe(one.search.needs.length)
        for (const id of slot.places) expect(model.placeFree(id, slot.locationId, slot.startMin)).toBe(true)
        const categories = slot.places.map((id) => places.find((each) => each.id === id)?.category)
        expect(categories).toEqual(one.search.needs.map(({ category }) => category))
      }
    }),
    { numRuns: 200 },
  )
  expect(offered).toBeGreaterThan(300)
})

test('the earliest are the earliest there are; spread, every day that has one has one before any has two', () => {
  const clocks = new Clocks()
  let all = 0
  fc.assert(
    fc.property(cases, (one) => {
      const model = makeModel(one, clocks)
      const expected: Omit<FreeSlot, 'places'>[] = []
      const zoned = [one.zoneOf('here'), one.zoneOf('there')]
      const from = Math.min(...zoned.map((zone) => firstMinuteOf(zone, one.search.firstDay)))
      const to = Math.max(
        ...zoned.map((zone) => firstMinuteOf(zone, dayAfter(one.search.firstDay, one.search.days))),
      )
      for (let startMin = Math.ceil(from / 5) * 5; startMin < to; startMin += 5)
        for (const { id: providerId } of one.search.providers)
          for (const locationId of ['here', 'there'])
            if (model.isOffered({ startMin, providerId, locationId }))
              expected.push({ startMin, providerId, locationId })
      all += expected.length
      const { limit } = one.search
      const earliest = find(one, { ...one.search, order: 'earliest' })
      expect(earliest.map(({ startMin }) => startMin)).toEqual(
        expected.slice(0, limit).map(({ startMin }) => startMin),
      )
      const unlimited = find(one, { ...one.search, order: 'spread', limit: 100_000 })
      expect(unlimited.map((slot) => key(slot)).toSorted()).toEqual(
        expected.map((slot) => key(slot)).toSorted(),
      )
      const dayOf = (slot: Omit<FreeSlot, 'places'>) =>
        clocks.at(one.zoneOf(slot.locationId), slot.startMin).day
      const spread = find(one, { ...one.search, order: 'spread' })
      expect(spread.length).toBe(Math.min(limit, expected.length))
      const daysOf = (slots: readonly Omit<FreeSlot, 'places'>[]) => Map.groupBy(slots, (slot) => dayOf(slot))
      const [offered, there] = [daysOf(spread), daysOf(expected)]
      expect(offered.size === there.size || spread.length === offered.size).toBe(true)
    }),
    { numRuns: 120 },
  )
  expect(all).toBeGreaterThan(500)
})

test('spread: whoever was offered least comes next', () => {
  const rows = ['doctor', 'another'].flatMap((resourceId) =>
    [1, 2, 3, 4, 5].map((weekday): AvailabilityRow => ({
      resourceId,
      locationId: 'here',
      weekday,
      everyWeeks: 1,
      firstDay: '2026-01-01',
      lastDay: null,
      fromMinute: 480,
      toMinute: 1020,
      kind: 'open',
      visitTypeIds: [],
      releaseHours: null,
    })),
  )
  const one: Case = {
    zoneOf: () => 'America/New_York',
    nowMin: 0,
    availabilities: rows,
    blocks: [],
    taken: [],
    search: {
      visitTypeId: 'new',
      minutes: 30,
      prepareMinutes: 0,
      cleanMinutes: 0,
      needs: [],
      providers,
      places,
      locations: new Set(['here']),
      weekdays: [],
      fromMinute: 0,
      toMinute: 1440,
      // a Friday, and the day clocks are set two days later
      firstDay: '2026-03-06',
      days: 90,
      order: 'spread',
      stepMinutes: 15,
      limit: 4,
    },
  }
  const clocks = new Clocks()
  const shown = (slots: readonly FreeSlot[]) =>
    slots.map(({ startMin, providerId }) => {
      const { day, minute } = clocks.at('America/New_York', startMin)
      return `${day} ${minute / 60} ${providerId}`
    })
  expect(shown(find(one))).toEqual([
    '2026-03-06 8 doctor',
    '2026-03-09 8 another',
    '2026-03-10 8 doctor',
    '2026-03-11 8 another',
  ])
  expect(shown(find(one, { ...one.search, order: 'earliest' }))).toEqual([
    '2026-03-06 8 doctor',
    '2026-03-06 8 another',
    '2026-03-06 8.25 doctor',
    '2026-03-06 8.25 another',
  ])
  // in the third week nobody has time before
  const from = firstMinuteOf('America/New_York', '2026-03-06')
  const busy = ['doctor', 'another', 'another'].map((resourceId) => ({
    resourceId,
    fromMin: from,
    toMin: from + 40 * 1440,
  }))
  expect(shown(find({ ...one, taken: busy }, { ...one.search, order: 'earliest', limit: 1 }))).toEqual([
    '2026-04-15 8 doctor',
  ])
})
