import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeOpenHours, type AvailabilityRow, type BlockRow } from '../../../shared/schedule/open-hours.ts'
import { block, stretch } from './entered.ts'
import { Clocks, makeMinute, type Entered } from './minute-model.ts'
import { dayAfter, days, firstMinuteOf, zones } from './zones.ts'

type Case = Entered & Readonly<{ day: string }>
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

test('open and blocked stretches are what every single minute says', () => {
  const clocks = new Clocks()
  const doctor = { id: 'doctor', kind: 'provider', locationId: null } as const
  let minutesOpen = 0
  let minutesBlocked = 0
  fc.assert(
    fc.property(cases, (one) => {
      const fromMin = firstMinuteOf(one.zoneOf('here'), one.day)
      const toMin = firstMinuteOf(one.zoneOf('here'), dayAfter(one.day))
      const hours = makeOpenHours(one)(doctor, fromMin, toMin)
      for (const locationId of ['here', 'there']) {
        const said = makeMinute(one, doctor, locationId, clocks)
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
      const [here, there] = [
        makeMinute(one, doctor, 'here', clocks),
        makeMinute(one, doctor, 'there', clocks),
      ]
      for (let minute = fromMin; minute < toMin; minute += 13) {
        const expected = [here(minute), there(minute)].flatMap(({ open, shut }) => (open ? shut : []))
        const over = hours.blocks.filter((span) => span.fromMin <= minute && minute < span.toMin)
        expect([...new Set(over.map(({ blockId }) => blockId))].toSorted()).toEqual(
          [...new Set(expected)].toSorted(),
        )
        minutesBlocked += over.length
      }
    }),
    // always the same days: by chance there are some on which hardly anything is blocked
    { numRuns: 120, seed: 3 },
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
  const local = (spans: readonly { fromMin: number; toMin: number }[]) =>
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
