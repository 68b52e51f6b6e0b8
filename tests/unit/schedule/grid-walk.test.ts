/** The grid walked by keys, on days of every length: nobody is passed over, and nothing is a dead end. */
import { assert, array, constantFrom, integer, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayNumberOf, daySpan, localAt } from '../../../shared/schedule/day-axis.ts'
import {
  axisOf,
  clockText,
  evenStretches,
  hourLines,
  hoursShown,
  nearestStep,
  spanText,
  stepAt,
} from '../../../src-renderer/schedule/grid-axis.ts'
import type { Box, Column } from '../../../src-renderer/schedule/grid-columns.ts'
import { namesOf } from '../../../src-renderer/schedule/names.ts'
import { columnResources } from '../../../src-renderer/schedule/column-resources.ts'
import { cursorAt, keptCursor, walk, type Cursor } from '../../../src-renderer/schedule/grid-walk.ts'

const wholeDay = { fromMinute: 0, toMinute: 1440 }
const zone = 'America/Chicago'
const [spring, autumn, plain] = ['2026-03-08', '2026-11-01', '2026-06-03']

const box = (n: number, startMin: number, minutes: number): Box =>
  ({ line: { appointmentId: `a${n}`, startMin, minutes }, lane: 0 }) as unknown as Box

function column(
  day: string,
  spans: readonly (readonly [start: number, minutes: number])[],
  timeZone = zone,
): Column {
  const axis = axisOf({ day, timeZone }, wholeDay)
  const boxes = spans
    .map(([start, minutes], n) =>
      box(n, axis.fromMin + start, Math.min(minutes, axis.toMin - axis.fromMin - start)),
    )
    .toSorted((a, b) => a.line.startMin - b.line.startMin)
  return { key: `${day}/r`, resourceId: 'r', axis, boxes, open: [], blocks: [] } as unknown as Column
}

/** Down as far as it goes: every place one comes to. */
function allTheWay(one: Column, direction: 'up' | 'down', from: Cursor, step: number): Cursor[] {
  const seen = [from]
  for (let n = 0; n < 2000; n += 1) {
    const at = seen.at(-1) ?? from
    const next = walk([one], at, direction, step)
    if (next.minute === at.minute && next.appointmentId === at.appointmentId) return seen
    seen.push(next)
  }
  throw new Error('the walk has no end')
}

const days = constantFrom(spring, autumn, plain)
const spans = array(tuple(integer({ min: 0, max: 1370 }), integer({ min: 5, max: 120 })), {
  maxLength: 25,
})
const steps = constantFrom(5, 10, 15, 20, 30, 60)

describe('the axis of a day', () => {
  test('begins early for whoever is there early, and not for a room that is always open', () => {
    const { fromMin, toMin } = daySpan(zone, dayNumberOf(plain))
    const shown = (from: number, to: number) => {
      const open = [{ fromMin: from, toMin: to, locationId: 'l', visitTypeIds: [] }]
      const columns = [{ resourceId: 'r', open, blocks: [] }]
      const one = { day: plain, timeZone: zone, fromMin, toMin, columns, appointments: [] }
      return hoursShown([one], { dayStart: 480, dayEnd: 1020 }, false)
    }
    expect(shown(fromMin + 390, fromMin + 720)).toEqual({ fromMinute: 360, toMinute: 1020 })
    expect(shown(fromMin, toMin)).toEqual({ fromMinute: 480, toMinute: 1020 })
  })

  test('has as many hours as pass in it', () => {
    const hoursOf = (day: string) => hourLines(axisOf({ day, timeZone: zone }, wholeDay))
    expect(hoursOf(plain)).toHaveLength(24)
    expect(hoursOf(spring).map(({ text }) => text)).not.toContain('2 AM')
    expect(hoursOf(spring)).toHaveLength(23)
    const twice = hoursOf(autumn).filter(({ text }) => text === '1 AM')
    expect(twice.map(({ zone: name }) => name)).toEqual(['CDT', 'CST'])
    expect(hoursOf(autumn)).toHaveLength(25)
    // of a practice that works by day, the night is not drawn, and no name is needed
    const byDay = axisOf({ day: autumn, timeZone: zone }, { fromMinute: 480, toMinute: 1080 })
    expect(byDay.toMin - byDay.fromMin).toBe(600)
    expect(hourLines(byDay).every(({ zone: name }) => name === '')).toBe(true)
  })

  test('half an hour is set where a clock is set by half an hour', () => {
    const axis = axisOf({ day: '2026-10-04', timeZone: 'Australia/Lord_Howe' }, wholeDay)
    expect(axis.toMin - axis.fromMin).toBe(1440 - 30)
    expect(evenStretches(axis)).toHaveLength(2)
    expect(evenStretches(axis)[1]?.past).toBe(30)
  })

  test('what is dropped begins at a step of the clock, in every zone', () => {
    const zones = constantFrom(zone, 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Europe/Berlin', 'UTC')
    assert(
      property(zones, days, steps, integer({ min: 0, max: 1439 }), (timeZone, day, step, into) => {
        const axis = axisOf({ day, timeZone }, wholeDay)
        for (const put of [
          stepAt(axis, axis.fromMin + into, step),
          nearestStep(axis, axis.fromMin + into, step),
        ]) {
          expect(put).toBeGreaterThanOrEqual(axis.fromMin)
          expect(put).toBeLessThan(axis.toMin)
          expect(localAt(timeZone, put).minute % step === 0 || put === axis.fromMin).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })

  test('times are those of the clock on the wall', () => {
    const { fromMin } = daySpan(zone, dayNumberOf(plain))
    expect(clockText(zone, fromMin)).toBe('12:00 AM')
    expect(spanText(zone, fromMin + 555, 30)).toBe('9:15 – 9:45 AM')
    expect(spanText(zone, fromMin + 705, 30)).toBe('11:45 AM – 12:15 PM')
  })
})

describe('walking a column', () => {
  test('down and up, everybody is come to, and time only goes one way', () => {
    assert(
      property(days, spans, steps, (day, taken, step) => {
        const one = column(day, taken)
        const top = cursorAt(one, one.axis.fromMin, step)
        const down = allTheWay(one, 'down', top, step)
        const met = new Set(down.map(({ appointmentId }) => appointmentId))
        const first = one.boxes.filter(({ line }) => line.startMin >= top.minute)
        for (const { line } of first) expect(met.has(line.appointmentId)).toBe(true)
        for (const [at, { minute }] of down.entries())
          expect(minute).toBeGreaterThanOrEqual(down[at - 1]?.minute ?? 0)
        const up = allTheWay(one, 'up', down.at(-1) ?? top, step)
        for (const { line } of one.boxes)
          expect(up.some(({ appointmentId }) => appointmentId === line.appointmentId)).toBe(true)
        for (const [at, { minute }] of up.entries())
          expect(minute).toBeLessThanOrEqual(up[at - 1]?.minute ?? Number.POSITIVE_INFINITY)
      }),
      { numRuns: 300 },
    )
  })

  test('a free place that is marked has nobody in it', () => {
    assert(
      property(days, spans, steps, integer({ min: 0, max: 1379 }), (day, taken, step, into) => {
        const one = column(day, taken)
        for (const at of allTheWay(one, 'down', cursorAt(one, one.axis.fromMin + into, step), step)) {
          if (at.appointmentId !== null) continue
          const there = one.boxes.filter(
            ({ line }) => line.startMin <= at.minute && at.minute < line.startMin + line.minutes,
          )
          expect(there).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('beside it is the same time, or whoever has it', () => {
    const [left, right] = [column(plain, [[540, 30]]), { ...column(plain, [[560, 20]]), key: 'other' }]
    const at = cursorAt(left, left.axis.fromMin + 600, 15)
    expect(walk([left, right], at, 'right', 15)).toMatchObject({ key: 'other', minute: at.minute })
    const busy = walk([left, right], { ...at, minute: left.axis.fromMin + 570 }, 'right', 15)
    expect(busy.appointmentId).toBe('a0')
    expect(walk([left, right], at, 'left', 15)).toEqual(at)
  })

  test('whoever was moved keeps the mark', () => {
    const [left, right] = [column(plain, []), { ...column(plain, [[600, 30]]), key: 'other' }]
    expect(keptCursor([left, right], { key: left.key, minute: 0, appointmentId: 'a0' }, 15)).toMatchObject({
      key: 'other',
      appointmentId: 'a0',
    })
    expect(keptCursor([], null, 15)).toBeNull()
  })
})

test('a place has the columns of its departments, and a department has its own', () => {
  const room = (resourceId: string, locationId: string | null, kind = 'room') => ({
    resourceId,
    locationId,
    kind,
    name: resourceId,
    active: true,
  })
  const names = namesOf({
    resources: [
      room('r1', 'place'),
      room('r2', 'department'),
      room('r3', 'elsewhere'),
      room('p', null, 'provider'),
    ],
    visitTypes: [],
    locations: [
      { locationId: 'place', partOf: null },
      { locationId: 'department', partOf: 'place' },
      { locationId: 'elsewhere', partOf: null },
    ],
  } as unknown as Parameters<typeof namesOf>[0])
  const columns = (locationId: string | null, kind = 'room', resourceIds: string[] = []) =>
    columnResources(
      { locationId, kind, resourceIds } as unknown as Parameters<typeof columnResources>[0],
      names,
    ).map(({ resourceId }) => resourceId)
  expect(columns('place')).toEqual(['r1', 'r2'])
  expect(columns('department')).toEqual(['r2'])
  expect(columns(null)).toEqual(['r1', 'r2', 'r3'])
  expect(columns('place', 'room', ['r2', 'r3'])).toEqual(['r2'])
  expect(columns('department', 'provider')).toEqual(['p'])
})
