import { describe, expect, test } from 'vitest'
import { records } from '../../../shared/catalog.ts'
import type { RecordType } from '../../../shared/kernel/record.ts'
import { minuteOf } from '../../../shared/schedule/appointment.ts'
import { isPresent, isTakingTime, stageOf } from '../../../shared/schedule/stage.ts'
import { sites, staff } from '../../../tools/demo/data/staff.ts'
import { readDay } from '../../../tools/demo/days.ts'
import { Random } from '../../../tools/demo/random.ts'
import { demoSchedule, type DemoSchedule } from '../../../tools/demo/schedule/schedule.ts'

const zone = 'America/New_York'

function scheduleAt(now: string, patients = 300): DemoSchedule {
  const random = new Random('those around')
  return demoSchedule({
    seed: '1',
    now: Date.parse(now),
    zone,
    practiceId: random.uuid(),
    device: 'desk',
    known: {
      owner: random.uuid(),
      sites: new Map(sites.map(({ key }) => [key, random.uuid()])),
      practitioners: new Map(
        staff.map(({ key, family, specialty }) => [
          key,
          { id: random.uuid(), name: family, specialty: specialty[1] },
        ]),
      ),
    },
    people: Array.from({ length: patients }, () => ({
      id: random.uuid(),
      born: random.chance(0.05) ? null : readDay('1930-01-01') + random.int(0, 34_000),
    })),
  })
}

describe('the schedule of the demo practice', () => {
  const now = '2026-11-30T15:20:00.000Z'
  const made = scheduleAt(now)

  test('is made of rows that the records take, and follows from its seed', () => {
    for (const [name, rows] of Object.entries(made)) {
      const record = records[name as keyof typeof records] as unknown as RecordType
      expect([name, rows.length > 0]).toEqual([name, true])
      for (const row of rows)
        expect([name, record.row.safeParse(row).error?.message]).toEqual([name, undefined])
    }
    expect(scheduleAt(now)).toEqual(made)
  })

  test.each([
    ['in the morning', now],
    ['in the middle of a night', '2026-11-30T05:10:00.000Z'],
    ['late on a Saturday', '2026-07-05T03:40:00.000Z'],
    ['on a holiday', '2026-12-25T16:00:00.000Z'],
    ['on the day clocks are set', '2026-03-08T15:00:00.000Z'],
  ])('has people at every stage %s', (_when, at) => {
    const { appointments } = scheduleAt(at)
    const minute = minuteOf(at)
    const near = appointments.filter(({ plan }) => Math.abs(minuteOf(plan.startsAt) - minute) < 240)
    const stages = near.map(stageOf)
    for (const stage of ['arrived', 'roomed', 'with-provider', 'checkout'] as const)
      expect([stage, stages.filter((each) => each === stage).length > 1]).toEqual([stage, true])
    // nobody is in the house but those of today, and nothing has happened that is yet to come
    expect(appointments.filter((row) => isPresent(stageOf(row)) && !near.includes(row))).toEqual([])
    expect(appointments.flatMap(({ steps }) => steps).filter((step) => step.at > at)).toEqual([])
    expect(appointments.filter(({ madeAt }) => madeAt > at)).toEqual([])
  })

  test('puts nobody in a room where somebody else is, but two with a doctor at times', () => {
    const taken = new Map<string, [number, number][]>()
    let [twice, roomsTwice] = [0, 0]
    const groups = new Set<string>()
    for (const { plan, ...row } of made.appointments) {
      if (!isTakingTime({ plan, ...row })) continue
      // all of a group take it once
      if (row.groupId !== null && groups.has(row.groupId)) continue
      if (row.groupId !== null) groups.add(row.groupId)
      const start = minuteOf(plan.startsAt)
      for (const [ids, from, to] of [
        [plan.places, start - plan.prepareMinutes, start + plan.minutes + plan.cleanMinutes],
        [plan.providers, start, start + plan.minutes],
      ] as const)
        for (const id of ids) {
          const others = taken.get(id) ?? []
          const overlaps = others.some(([a, b]) => a < to && b > from)
          if (overlaps && ids === plan.places) roomsTwice += 1
          else if (overlaps) twice += 1
          taken.set(id, [...others, [from, to]])
        }
    }
    expect(roomsTwice).toBe(0)
    expect(twice).toBeGreaterThan(5)
    expect(twice).toBeLessThan(made.appointments.length / 10)
  })

  test('has two groups a week of four to eight, one of them today; whoever leads one sees nobody else then', () => {
    const groups = [
      ...Map.groupBy(
        made.appointments.filter(({ groupId }) => groupId !== null),
        ({ groupId }) => groupId,
      ).values(),
    ]
    const weeks = Map.groupBy(groups, ([one]) =>
      Math.floor(Date.parse(one?.plan.startsAt ?? '') / 604_800_000),
    )
    expect(Math.max(...[...weeks.values()].map((week) => week.length))).toBe(2)
    expect(groups.length).toBeGreaterThan(25)
    for (const people of groups) {
      expect([people.length >= 4, people.length <= 8]).toEqual([true, true])
      expect(new Set(people.map(({ patientId }) => patientId)).size).toBe(people.length)
      const plans = people.map(({ plan }) => JSON.stringify({ ...plan, cancelled: false }))
      expect(new Set(plans).size).toBe(1)
    }
    expect(groups.filter(([one]) => one?.plan.startsAt.startsWith('2026-11-30'))).toHaveLength(1)
    const leading = groups.flatMap(([one]) => (one ? [one] : []))
    const beside = made.appointments.filter(
      (row) =>
        row.groupId === null &&
        row.seriesId === null &&
        leading.some(({ plan }) => {
          const [start, other] = [minuteOf(plan.startsAt), minuteOf(row.plan.startsAt)]
          const meets = start < other + row.plan.minutes && other < start + plan.minutes
          return meets && plan.providers.some((id) => row.plan.providers.includes(id))
        }),
    )
    expect(beside).toEqual([])
  })

  test('has series, calls off, and money that was taken and given back', () => {
    for (const { id, rule } of made.appointmentSeries) {
      const own = made.appointments.filter(({ seriesId }) => seriesId === id)
      const numbers = own.map(({ occurrence }) => occurrence)
      expect(new Set(numbers).size).toBe(own.length)
      expect(own.length).toBeGreaterThan(rule.count / 2)
    }
    const stages = made.appointments.map(stageOf)
    for (const stage of ['no-show', 'cancelled', 'rescheduled', 'confirmed', 'left'] as const)
      expect([stage, stages.filter((each) => each === stage).length > 10]).toEqual([stage, true])
    expect(new Set(made.receipts.map(({ number }) => number)).size).toBe(made.receipts.length)
    const [given] = made.receipts.filter(({ cents }) => cents < 0)
    expect(made.receipts.find(({ id }) => id === given?.voids)?.cents).toBe(-(given?.cents ?? 0))
  })
})
