import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { makeOpenHours, type AvailabilityRow, type BlockRow } from '../../../shared/schedule/open-hours.ts'
import { dayAfter, days, firstMinuteOf, wallAt, zones } from './zones.ts'

const minuteOfDay = fc.oneof(
  fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 1440 }),
)
const from = (day: string, min: number, max: number) =>
  fc.integer({ min, max }).map((far) => dayAfter(day, far))
const stretch = (day: string): fc.Arbitrary<AvailabilityRow> =>
  fc
    .record({
      resourceId: fc.constantFrom('doctor', 'doctor', 'doctor', 'another'),
      locationId: fc.constantFrom('here', 'there'),
      weekly: fc.boolean(),
      weekday: from(day, -1, 2).map((near) => Temporal.PlainDate.from(near).dayOfWeek),
      everyWeeks: fc.constantFrom(1, 1, 2, 3),
      since: from(day, -40, 2),
      dateOf: from(day, -2, 2),
      lasting: fc.option(fc.integer({ min: 0, max: 40 })),
      minutes: fc.tuple(minuteOfDay, minuteOfDay),
      backwards: fc.constantFrom(false, false, false, false, true),
      kind: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'closed' as const),
      visitTypeIds: fc.subarray(['new', 'old', 'long']),
      releaseHours: fc.option(fc.integer({ min: 0, max: 72 })),
    })
    .map(({ weekly, lasting, minutes, backwards, since, dateOf, ...row }) => ({
      ...row,
      weekday: weekly ? row.weekday : null,
      firstDay: weekly ? since : dateOf,
      lastDay: !weekly ? dateOf : lasting === null ? null : dayAfter(since, lasting),
      fromMinute: backwards ? Math.max(...minutes) : Math.min(...minutes),
      toMinute: backwards ? Math.min(...minutes) : Math.max(...minutes),
      kind: weekly ? 'open' : row.kind,
    }))
const block = (day: string, at: number): fc.Arbitrary<BlockRow> =>
  fc
    .record({
      resourceId: fc.constantFrom('doctor', 'another', null),
      locationId: fc.constantFrom('here', 'there', null),
      kind: fc.constantFrom('lunch' as const, 'holiday' as const),
      firstDay: from(day, -20, 2),
      lasting: fc.option(fc.integer({ min: 0, max: 30 })),
      weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
      fromMinute: minuteOfDay,
      toMinute: minuteOfDay,
    })
    .map(({ lasting, ...row }) => ({
      ...row,
      id: `block ${String(at)}`,
      lastDay: lasting === null ? null : dayAfter(row.firstDay, lasting),
      note: '',
    }))

type Case = Readonly<{
  day: string
  zoneOf(location: string): string
  nowMin: number
  availabilities: readonly AvailabilityRow[]
  blocks: readonly BlockRow[]
}>
const cases: fc.Arbitrary<Case> = fc
  .record({ day: days, here: fc.constantFrom(...zones), there: fc.constantFrom(...zones) })
  .chain(({ day, here, there }) =>
    fc.record({
      day: fc.constant(day),
      zoneOf: fc.constant((location: string) => (location === 'here' ? here : there)),
      nowMin: fc.integer({ min: -4000, max: 1500 }).map((before) => firstMinuteOf(here, day) + before),
      availabilities: fc.array(stretch(day), { minLength: 3, maxLength: 9 }),
      blocks: fc.tuple(block(day, 0), block(day, 1), block(day, 2)).map((all) => all.slice(0, 2)),
    }),
  )

/** What a clock shows at every minute of a day; asked once for each zone and day. */
type Clocks = Map<string, readonly Temporal.PlainDateTime[]>
function clockOf(clocks: Clocks, zone: string, day: string): readonly Temporal.PlainDateTime[] {
  const known = clocks.get(`${zone} ${day}`)
  if (known) return known
  const first = firstMinuteOf(zone, day)
  const shown = Array.from({ length: firstMinuteOf(zone, dayAfter(day)) - first }, (_, at) =>
    wallAt(zone, first + at),
  )
  clocks.set(`${zone} ${day}`, shown)
  return shown
}

/** Slow and plain: is this one minute open at a place, and for whom; what blocks it. */
function makeMinute({ zoneOf, availabilities, blocks, nowMin }: Case, locationId: string, clocks: Clocks) {
  const zone = zoneOf(locationId)
  // nothing is shown twice before it is shown once
  const edges = new Map<string, number>()
  const showing = (day: string, minute: number) => {
    const key = `${day} ${String(minute)}`
    const known = edges.get(key)
    if (known !== undefined) return known
    const wall = Temporal.PlainDate.from(day).toPlainDateTime().add({ minutes: minute })
    const shown = clockOf(clocks, zone, day)
    const at = shown.findIndex((one) => Temporal.PlainDateTime.compare(one, wall) >= 0)
    const found = firstMinuteOf(zone, day) + (at < 0 ? shown.length : at)
    edges.set(key, found)
    return found
  }
  return (minute: number) => {
    const today = wallAt(zone, minute).toPlainDate()
    const day = today.toString()
    const inDays = (row: { firstDay: string; lastDay: string | null }) =>
      row.firstDay <= day && (row.lastDay === null || day <= row.lastDay)
    const inMinutes = (row: { fromMinute: number; toMinute: number }) =>
      showing(day, row.fromMinute) <= minute && minute < showing(day, row.toMinute)
    const theirs = availabilities.filter(
      (row) => row.resourceId === 'doctor' && row.locationId === locationId,
    )
    const ofDate = theirs.filter((row) => row.weekday === null && inDays(row))
    const weeksSince = (first: string) => {
      const monday = Temporal.PlainDate.from(first)
      return Math.floor(
        monday.subtract({ days: monday.dayOfWeek - 1 }).until(today, { largestUnit: 'days' }).days / 7,
      )
    }
    const ofDay =
      ofDate.length > 0
        ? ofDate
        : theirs.filter(
            (row) =>
              row.weekday === today.dayOfWeek &&
              inDays(row) &&
              weeksSince(row.firstDay) % row.everyWeeks === 0,
          )
    const over = ofDay.filter((row) => row.kind === 'open' && inMinutes(row))
    const kept = over
      .filter(
        (row) => row.releaseHours === null || nowMin < showing(day, row.fromMinute) - row.releaseHours * 60,
      )
      .flatMap((row) => row.visitTypeIds)
    const shut = blocks.filter(
      (row) =>
        (row.resourceId === null || row.resourceId === 'doctor') &&
        (row.locationId === null || row.locationId === locationId) &&
        inDays(row) &&
        (row.weekdays.length === 0 || row.weekdays.includes(today.dayOfWeek)) &&
        inMinutes(row),
    )
    return { open: over.length > 0, kept: [...new Set(kept)].toSorted(), shut: shut.map(({ id }) => id) }
  }
}

test('open and blocked stretches are what every single minute says', () => {
  const clocks: Clocks = new Map()
  let minutesOpen = 0
  let minutesBlocked = 0
  fc.assert(
    fc.property(cases, (one) => {
      const fromMin = firstMinuteOf(one.zoneOf('here'), one.day)
      const toMin = firstMinuteOf(one.zoneOf('here'), dayAfter(one.day))
      const hours = makeOpenHours(one)({ id: 'doctor', kind: 'provider', locationId: null }, fromMin, toMin)
      for (const locationId of ['here', 'there']) {
        const said = makeMinute(one, locationId, clocks)
        const open = hours.open.filter((stretch) => stretch.locationId === locationId)
        for (let minute = fromMin; minute < toMin; minute += 13) {
          const { open: isOpen, kept, shut } = said(minute)
          const over = open.filter((span) => span.fromMin <= minute && minute < span.toMin)
          expect(over.map(({ visitTypeIds }) => visitTypeIds)).toEqual(
            isOpen && shut.length === 0 ? [kept] : [],
          )
          if (over.length > 0) minutesOpen += 1
        }
        for (const edge of open.flatMap((span) => [span.fromMin, span.toMin - 1])) {
          const { open: isOpen, shut } = said(edge)
          expect(isOpen && shut.length === 0).toBe(true)
        }
      }
      const [here, there] = [makeMinute(one, 'here', clocks), makeMinute(one, 'there', clocks)]
      for (let minute = fromMin; minute < toMin; minute += 13) {
        const expected = [here(minute), there(minute)].flatMap(({ open, shut }) => (open ? shut : []))
        const over = hours.blocks.filter((span) => span.fromMin <= minute && minute < span.toMin)
        expect([...new Set(over.map(({ blockId }) => blockId))].toSorted()).toEqual(
          [...new Set(expected)].toSorted(),
        )
        minutesBlocked += over.length
      }
    }),
    { numRuns: 120 },
  )
  // a test of nothing but closed days proves nothing
  expect(minutesOpen).toBeGreaterThan(200)
  expect(minutesBlocked).toBeGreaterThan(20)
})

const day = '2026-03-04'
const base: AvailabilityRow = {
  resourceId: 'doctor',
  locationId: 'here',
  weekday: 3,
  everyWeeks: 1,
  firstDay: '2026-01-01',
  lastDay: null,
  fromMinute: 480,
  toMinute: 1020,
  kind: 'open',
  visitTypeIds: [],
  releaseHours: null,
}
const hoursOf = (
  availabilities: readonly AvailabilityRow[],
  blocks: readonly BlockRow[] = [],
  before = 10_000,
) => {
  const midnight = firstMinuteOf('America/New_York', day)
  const hours = makeOpenHours({
    availabilities,
    blocks,
    zoneOf: () => 'America/New_York',
    nowMin: midnight - before,
  })
  const local = <Of extends { fromMin: number; toMin: number }>(spans: readonly Of[]) =>
    spans.map(({ fromMin, toMin }) => [(fromMin - midnight) / 60, (toMin - midnight) / 60])
  return {
    doctor: (() => {
      const { open, blocks: shut } = hours(
        { id: 'doctor', kind: 'provider', locationId: null },
        midnight,
        midnight + 1440,
      )
      return { open: local(open), kept: open.map(({ visitTypeIds }) => visitTypeIds), blocks: local(shut) }
    })(),
    room: local(hours({ id: 'room', kind: 'room', locationId: 'here' }, midnight, midnight + 2880).open),
  }
}

test('a hold is kept within the open hours of the day until it is released', () => {
  const hold = { ...base, fromMinute: 600, toMinute: 660, visitTypeIds: ['new'], releaseHours: 24 }
  expect(hoursOf([base, hold]).doctor).toMatchObject({
    open: [
      [8, 10],
      [10, 11],
      [11, 17],
    ],
    kept: [[], ['new'], []],
  })
  // fourteen hours before ten o'clock is midnight less fourteen hours
  expect(hoursOf([base, hold], [], 14 * 60 + 1).doctor.open).toHaveLength(3)
  expect(hoursOf([base, hold], [], 14 * 60).doctor.open).toEqual([[8, 17]])
})

test('a date replaces the week at its location; a closed one closes it', () => {
  const date = { ...base, weekday: null, firstDay: day, lastDay: day, fromMinute: 780, toMinute: 900 }
  expect(hoursOf([base, date]).doctor.open).toEqual([[13, 15]])
  expect(hoursOf([base, { ...date, kind: 'closed' }]).doctor.open).toEqual([])
  expect(hoursOf([base, { ...date, locationId: 'there', kind: 'closed' }]).doctor.open).toEqual([[8, 17]])
})

test('a room without hours of its own is open but for blocks, over midnight too; a provider without is closed', () => {
  expect(hoursOf([]).room).toEqual([[0, 48]])
  expect(hoursOf([]).doctor.open).toEqual([])
  const lunch: BlockRow = {
    id: 'lunch',
    resourceId: null,
    locationId: 'here',
    kind: 'lunch',
    firstDay: '2026-01-01',
    lastDay: null,
    weekdays: [1, 2, 3, 4, 5],
    fromMinute: 720,
    toMinute: 780,
    note: '',
  }
  const hours = hoursOf([base], [lunch])
  expect(hours.doctor).toMatchObject({
    open: [
      [8, 12],
      [13, 17],
    ],
    blocks: [[12, 13]],
  })
  expect(hours.room).toEqual([
    [0, 12],
    [13, 36],
    [37, 48],
  ])
})
