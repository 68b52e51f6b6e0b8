import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { instantOfMinute } from '../../../shared/schedule/appointment.ts'
import { dayNumberOf, localAt } from '../../../shared/schedule/day-axis.ts'
import {
  editSeries,
  seriesScopes,
  staysBecause,
  type Member,
  type SeriesChange,
} from '../../../shared/schedule/edit-series.ts'
import {
  expandSeries,
  holidaysAt,
  occurrenceId,
  type IsHoliday,
} from '../../../shared/schedule/expand-series.ts'
import type { SeriesRule } from '../../../shared/schedule/series.ts'
import { days, wallAt, zones } from './zones.ts'

const rules: fc.Arbitrary<SeriesRule> = fc.record({
  unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
  every: fc.integer({ min: 1, max: 4 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  monthly: fc.constantFrom('date' as const, 'weekday' as const),
  count: fc.integer({ min: 1, max: 24 }),
  holidays: fc.constantFrom('skip' as const, 'next-day' as const),
})
const starts = fc.record({
  day: fc.oneof(days, fc.constantFrom('2026-01-31', '2026-01-29', '2028-02-29', '2026-05-31')),
  minute: fc.integer({ min: 0, max: 1439 }),
  zone: fc.constantFrom(...zones),
})
/** Some single days, and weeks in between. */
const holidays = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.constantFrom(1, 1, 1, 2, 10)), { maxLength: 25 })
  .map((all) => new Set(all.flatMap(([from, length]) => Array.from({ length }, (_, at) => from + at))))

/** Whether the rule takes a day, by what its words mean. */
function taken(rule: SeriesRule, first: Temporal.PlainDate, date: Temporal.PlainDate): boolean {
  const { unit, every, weekdays } = rule
  if (unit === 'day') return first.until(date, { largestUnit: 'days' }).days % every === 0
  if (unit === 'week') {
    const monday = (of: Temporal.PlainDate) => of.subtract({ days: of.dayOfWeek - 1 })
    const weeks = monday(first).until(monday(date), { largestUnit: 'days' }).days / 7
    return (
      weeks % every === 0 && (weekdays.length > 0 ? weekdays : [first.dayOfWeek]).includes(date.dayOfWeek)
    )
  }
  const months = (date.year - first.year) * 12 + date.month - first.month
  if (months % every !== 0) return false
  if (rule.monthly === 'date')
    return date.day === first.day || (first.day > date.daysInMonth && date.day === date.daysInMonth)
  const nth = (of: Temporal.PlainDate) => Math.ceil(of.day / 7)
  const isLast = date.day + 7 > date.daysInMonth
  return (
    date.dayOfWeek === first.dayOfWeek &&
    (nth(date) === nth(first) || (nth(first) === 5 && isLast && nth(date) === 4))
  )
}

/** Day by day: whoever is due comes, but for holidays; they are left out, or wait for the next day. */
function walked(rule: SeriesRule, firstDay: string, closed: ReadonlySet<number>): string[] {
  const first = Temporal.PlainDate.from(firstDay)
  const found: string[] = []
  let waiting = 0
  for (let n = 0; found.length < rule.count; n += 1) {
    const date = first.add({ days: n })
    if (taken(rule, first, date)) waiting += 1
    if (closed.has(n)) {
      if (rule.holidays === 'skip') waiting = 0
    } else if (waiting > 0) {
      waiting -= 1
      found.push(date.toString())
    }
  }
  return found
}

test('a series is on the days its rule says, one visit a number, at the same time of day', () => {
  fc.assert(
    fc.property(rules, starts, holidays, (rule, start, closed) => {
      const first = dayNumberOf(start.day)
      const found = expandSeries(rule, start, (day) => closed.has(day - first))
      expect(found.map(({ day }) => day)).toEqual(walked(rule, start.day, closed))
      expect(found.map(({ number }) => number)).toEqual(found.map((_, at) => at + 1))
      for (const { day, startMin } of found) {
        // the first minute that shows it, or a later one where the clock leaves it out
        const wanted = Temporal.PlainDate.from(day).toPlainDateTime().add({ minutes: start.minute })
        expect(Temporal.PlainDateTime.compare(wallAt(start.zone, startMin), wanted)).not.toBe(-1)
        expect(Temporal.PlainDateTime.compare(wallAt(start.zone, startMin - 1), wanted)).toBe(-1)
      }
    }),
    { numRuns: 250 },
  )
})

test('extended by whomever, it is the same and more; its ids are too', () => {
  const seriesId = '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'
  fc.assert(
    fc.property(rules, starts, holidays, fc.integer({ min: 1, max: 30 }), (rule, start, closed, more) => {
      const first = dayNumberOf(start.day)
      const expand = (count: number) =>
        expandSeries({ ...rule, count }, start, (day) => closed.has(day - first))
      expect(expand(rule.count + more).slice(0, rule.count)).toEqual(expand(rule.count))
    }),
    { numRuns: 150 },
  )
  const ids = Array.from({ length: 200 }, (_, at) => occurrenceId(seriesId, at + 1))
  expect(new Set([seriesId, ...ids]).size).toBe(201)
  expect(ids[0]).toBe('0190f3c4-6c1e-8e0a-9a53-0d8c5b3f0001')
  expect(occurrenceId(seriesId, 200)).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
})

test('every second Tuesday, six times, skipping holidays; a fifth Friday; the 31st', () => {
  const rule: SeriesRule = {
    unit: 'week',
    every: 2,
    weekdays: [2],
    monthly: 'date',
    count: 6,
    holidays: 'skip',
  }
  const none: IsHoliday = () => false
  const christmas = holidaysAt(
    [
      {
        id: 'holidays',
        resourceId: null,
        locationId: null,
        kind: 'holiday',
        firstDay: '2026-12-22',
        lastDay: '2027-01-01',
        weekdays: [],
        fromMinute: 720,
        toMinute: 1440,
        note: '',
      },
    ],
    'here',
    { minute: 870, minutes: 30 },
  )
  const on = (more: Partial<SeriesRule>, day: string, isHoliday = none) =>
    expandSeries({ ...rule, ...more }, { day, minute: 870, zone: 'America/New_York' }, isHoliday).map(
      (one) => one.day,
    )
  expect(on({}, '2026-11-24', christmas)).toEqual([
    '2026-11-24',
    '2026-12-08',
    '2027-01-05',
    '2027-01-19',
    '2027-02-02',
    '2027-02-16',
  ])
  expect(on({ unit: 'month', every: 1, monthly: 'weekday', count: 3 }, '2026-10-30')).toEqual([
    '2026-10-30',
    '2026-11-27',
    '2026-12-25',
  ])
  expect(on({ unit: 'month', every: 1, count: 4 }, '2026-01-31')).toEqual([
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
  ])
  // closed for good
  expect(on({}, '2026-11-24', () => true)).toEqual([])
  expect(on({ holidays: 'next-day' }, '2026-11-24', () => true)).toEqual([])
})

const zone = 'America/New_York'
const said = ['', '', '', '', 'arrived', 'no-show', 'cancelled'] as const
type Said = (typeof said)[number]

const memberOf = (at: number, startMin: number, what: Said): Member => ({
  id: `visit ${at + 1}`,
  occurrence: at + 1,
  plan: {
    startsAt: instantOfMinute(startMin),
    minutes: 30,
    locationId: 'here',
    providers: ['doctor'],
    places: [],
    prepareMinutes: 0,
    cleanMinutes: 0,
    cancelled: what === 'cancelled',
  },
  steps:
    what === ''
      ? []
      : [
          {
            id: `${at}`,
            kind: what,
            at: '2026-01-01T10:00:00.000Z',
            by: null,
            roomId: null,
            reason: '',
            note: '',
          },
        ],
})
const members = fc
  .record({
    rule: rules,
    start: starts,
    said: fc.array(fc.constantFrom(...said), { minLength: 24, maxLength: 24 }),
  })
  .map(({ rule, start, said: what }) =>
    expandSeries(rule, { ...start, zone }, () => false).map(({ startMin }, at) =>
      memberOf(at, startMin, what[at] ?? ''),
    ),
  )
const edits = fc.array(
  fc.record({
    which: fc.nat(),
    scope: fc.constantFrom(...seriesScopes),
    change: fc.record<SeriesChange>(
      {
        days: fc.integer({ min: -10, max: 10 }),
        minute: fc.integer({ min: 0, max: 1380 }),
        plan: fc.record({ providers: fc.constantFrom(['another'], ['doctor']) }),
      },
      { requiredKeys: [] },
    ),
    nowAfter: fc.integer({ min: -5, max: 100 }),
  }),
  { minLength: 1, maxLength: 6 },
)
const dayOf = ({ plan }: Member) => localAt(zone, Date.parse(plan.startsAt) / 60_000)

test('editing one, those that follow, or all: no visit is lost, none is doubled, and each number stays with its visit', () => {
  let changed = 0
  fc.assert(
    fc.property(members, edits, holidays, (made, all, closed) => {
      const first = made[0] ? dayOf(made[0]).dayNumber : 0
      const isHoliday = (day: number) => closed.has(day - first)
      let now: Member[] = made
      for (const { which, scope, change, nowAfter } of all) {
        const of = now[which % now.length]
        if (!of) return
        const before = now
        const nowMin = (first + nowAfter) * 1440
        const { changes, stays } = editSeries(before, of, scope, change, {
          zoneOf: () => zone,
          nowMin,
          isHoliday,
        })
        changed += changes.length
        const asked = before.filter(
          (one) =>
            scope === 'all' ||
            one.id === of.id ||
            (scope === 'following' && (one.occurrence ?? 0) > (of.occurrence ?? 0)),
        )
        // everybody who was asked about is told of once
        expect([...changes, ...stays].map(({ id }) => id).toSorted()).toEqual(
          asked.map(({ id }) => id).toSorted(),
        )
        for (const { id, because } of stays)
          expect(staysBecause(before.find((one) => one.id === id) as Member, nowMin)).toBe(because)
        now = before.map((one) => {
          const found = changes.find(({ id }) => id === one.id)
          return found ? { ...one, plan: found.plan } : one
        })
        expect(now.map(({ occurrence }) => occurrence)).toEqual(made.map(({ occurrence }) => occurrence))
        for (const { id, number } of changes) {
          const [was, is] = [before, now].map((list) => list.find((one) => one.id === id))
          if (!was || !is) throw new Error('lost')
          expect(number).toBe(is.occurrence)
          expect(is.plan.providers).toEqual(change.plan?.providers ?? was.plan.providers)
          const [from, to] = [dayOf(was), dayOf(is)]
          const isLeftOut = (at: number) => at >= 120 && at < 180
          const minute = change.minute ?? from.minute
          expect(to.minute === minute || isLeftOut(minute)).toBe(true)
          const asWanted = from.dayNumber + (change.days ?? 0)
          const isChosen = scope === 'one' || !change.days
          expect(isChosen ? to.dayNumber === asWanted : to.dayNumber >= asWanted).toBe(true)
          expect(isChosen || !isHoliday(to.dayNumber)).toBe(true)
        }
        const moved = changes.map(({ id }) => dayOf(now.find((one) => one.id === id) as Member).dayNumber)
        expect(new Set(moved).size === moved.length || !change.days).toBe(true)
      }
    }),
    { numRuns: 250 },
  )
  expect(changed).toBeGreaterThan(500)
})
