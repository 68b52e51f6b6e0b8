/** Numbers of reports, by figures that were reckoned by hand. */
import { describe, expect, test } from 'vitest'
import { daySpan, dayNumberOf } from '../../../shared/schedule/day-axis.ts'
import { mean, quantile, share } from '../../../shared/schedule/reports/figures.ts'
import { NoShows } from '../../../shared/schedule/reports/no-shows.ts'
import { periodsOf } from '../../../shared/schedule/reports/periods.ts'
import { clipped, meeting, once, Use } from '../../../shared/schedule/reports/use.ts'
import type { ReportVisit } from '../../../shared/schedule/reports/visit.ts'
import { isTakingTime, stageOf } from '../../../shared/schedule/stage.ts'
import { Waits } from '../../../shared/schedule/reports/waits.ts'
import { readStays, staysOf, staysText, wasCalledOffLate } from '../../../shared/schedule/stays.ts'
import { suggestedPolicy } from '../../../shared/schedule/schedule-policy.ts'
import type { StepKind } from '../../../shared/schedule/step.ts'

const day = '2026-03-04'
const at = (time: string) => `${day}T${time}:00.000Z`
let made = 0
const step = (kind: StepKind, when: string) => ({
  id: String((made += 1)),
  kind,
  at: when.length === 5 ? at(when) : when,
  by: null,
  roomId: null,
  reason: '',
  note: '',
})
function visit(
  begins: string,
  taken: readonly (readonly [StepKind, string])[],
  cancelled = false,
): ReportVisit & Parameters<typeof staysOf>[0] {
  const steps = taken.map(([kind, when]) => step(kind, when))
  const plan = {
    startsAt: at(begins),
    minutes: 30,
    locationId: 'here',
    providers: ['a'],
    places: [],
    prepareMinutes: 0,
    cleanMinutes: 0,
    cancelled,
  }
  const said = { plan, steps }
  return {
    startMin: Date.parse(at(begins)) / 60_000,
    stage: stageOf(said),
    busy: isTakingTime(said),
    stays: staysText(staysOf(said)),
    isLate: wasCalledOffLate(said),
    ...said,
  }
}
const nowMin = Date.parse(at('12:00')) / 60_000

describe('figures', () => {
  test('shares are of what there is, to a tenth; nearest rank; means of none are none', () => {
    expect([share(1, 3), share(2, 3), share(0, 4), share(0, 0)]).toEqual([33.3, 66.7, 0, null])
    expect([quantile([], 0.5), quantile([7], 0.9)]).toEqual([null, 7])
    expect([0.5, 0.9, 1].map((of) => quantile([10, 2, 4, 8, 6], of))).toEqual([6, 10, 10])
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2)
    expect([mean([]), mean([1, 2, 2])]).toEqual([null, 1.7])
  })

  test('a stretch is drawn by days, a long one by weeks from Monday', () => {
    const short = periodsOf('2026-03-04', '2026-03-06')
    expect([short.days, short.at(dayNumberOf('2026-03-06')), short.at(dayNumberOf('2026-03-07'))]).toEqual([
      ['2026-03-04', '2026-03-05', '2026-03-06'],
      2,
      null,
    ])
    // 1 January 2026 is a Thursday
    const long = periodsOf('2026-01-01', '2026-12-31')
    expect([long.days.length, long.days.slice(0, 2), long.days.at(-1)]).toEqual([
      53,
      ['2026-01-01', '2026-01-05'],
      '2026-12-28',
    ])
    expect(
      ['2026-01-01', '2026-01-04', '2026-01-05', '2026-12-31'].map((d) => long.at(dayNumberOf(d))),
    ).toEqual([0, 0, 1, 52])
    expect(periodsOf('2026-03-04', '2026-03-03').days).toEqual([])
  })
})

test('who did not come: of those of whom it is known', () => {
  const sums = new NoShows()
  const all = [
    visit('08:00', [['arrived', '07:55']]),
    visit('08:00', [['left', '08:40']]),
    visit('08:30', [['no-show', '08:50']]),
    // they came after all
    visit('09:00', [
      ['no-show', '09:20'],
      ['arrived', '09:25'],
    ]),
    // called off by one desk, seen at another
    visit(
      '09:00',
      [
        ['cancelled', '08:30'],
        ['arrived', '09:00'],
      ],
      true,
    ),
    // a mistake that was taken back
    visit('09:30', [
      ['no-show', '09:50'],
      ['restored', '10:00'],
    ]),
    visit('10:00', [['confirmed', '08:00']]),
    // not yet
    visit('12:00', []),
    visit('13:00', [['confirmed', '08:00']]),
    // a minute within 24 hours, and 24 hours
    visit('10:00', [['cancelled', '2026-03-03T10:01:00.000Z']], true),
    visit('10:00', [['rescheduled', '2026-03-03T10:00:00.000Z']], true),
    visit('15:00', [['cancelled', '11:00']], true),
  ]
  for (const each of all) sums.add(each, nowMin)
  // due 7: 4 came, 1 did not, of 2 nothing is noted; called off 3, two of them late
  expect(sums.values).toEqual([7, 4, 1, 20, 2, 3, 2])
  expect(new NoShows().values).toEqual([0, 0, 0, null, 0, 0, 0])
})

test('waits: until the next stage that was noted, by the first time each was', () => {
  expect(
    staysOf(
      visit('08:00', [
        ['arrived', '07:50'],
        ['roomed', '08:05'],
        // brought to another room
        ['roomed', '08:20'],
        ['with-provider', '08:30'],
        ['left', '09:00'],
      ]),
    ),
  ).toEqual(
    new Map([
      ['arrived', 15],
      ['roomed', 25],
      ['with-provider', 30],
      ['whole', 70],
    ]),
  )
  // nobody noted the room; still here
  expect(
    staysOf(
      visit('08:00', [
        ['arrived', '08:00'],
        ['with-provider', '08:09'],
      ]),
    ),
  ).toEqual(new Map([['arrived', 9]]))
  expect(staysOf(visit('08:00', [['arrived', '08:00']]))).toEqual(new Map())
  // as they come back from the column they are kept in, those between that are not known too
  for (const stays of [
    new Map(),
    new Map([
      ['arrived', 0],
      ['checkout', 7],
    ] as const),
    new Map([['whole', 70]] as const),
  ])
    expect(readStays(staysText(stays))).toEqual(stays)

  const sums = new Waits()
  for (const minutes of [5, 10, 15, 16, 40])
    sums.add(
      visit('08:00', [
        ['arrived', '08:00'],
        ['roomed', `08:${String(minutes).padStart(2, '0')}`],
      ]),
    )
  sums.add(visit('08:00', [['arrived', '08:00']]))
  // over 15 minutes are two of five
  expect(sums.values(suggestedPolicy)).toEqual([
    5,
    15,
    40,
    40,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

describe('use', () => {
  const span = (fromMin: number, toMin: number) => ({ fromMin, toMin })
  const taken = (fromMin: number, toMin: number, came = false) => ({ fromMin, toMin, came })

  test('each open minute once, however many visits are in it; what is outside of hours is beside', () => {
    const use = new Use()
    // open 8 to 12 and, at another place, 11 to 13: 300 minutes
    const open = [span(660, 780), span(480, 720)]
    use.addDay(open, [taken(450, 510, true), taken(480, 540), taken(540, 570, true), taken(770, 800)], 4)
    // booked: 480 to 570 and 770 to 780; came: 480 to 510 and 540 to 570; outside: 450 to 480 and 780 to 800
    expect(use.values).toEqual([4, 300, 100, 33.3, 60, 20, 50])
    use.addDay([], [taken(480, 540)], 1)
    expect(use.values).toEqual([5, 300, 100, 33.3, 60, 20, 110])
    expect(new Use().values).toEqual([0, 0, 0, null, 0, null, 0])
  })

  test('a day on which the clock is set is as long as it is', () => {
    const lengths = ['2026-03-08', '2026-03-09', '2026-11-01'].map((each) => {
      const { fromMin, toMin } = daySpan('America/New_York', dayNumberOf(each))
      const use = new Use()
      use.addDay([{ fromMin, toMin }], [taken(fromMin, fromMin + 23 * 60)], 1)
      return use.values.slice(1, 4)
    })
    expect(lengths).toEqual([
      [1380, 1380, 100],
      [1440, 1380, 95.8],
      [1500, 1380, 92],
    ])
  })

  test('stretches are cut, and joined where they touch', () => {
    expect(clipped([span(0, 10), span(10, 20), span(20, 30)], span(5, 20))).toEqual([
      span(5, 10),
      span(10, 20),
    ])
    expect(meeting(span(5, 25), [span(0, 6), span(8, 9), span(20, 30), span(40, 50)])).toEqual([
      span(5, 6),
      span(8, 9),
      span(20, 25),
    ])
    expect(once([span(10, 20), span(0, 10), span(30, 40), span(35, 36), span(50, 50)])).toEqual([
      span(0, 20),
      span(30, 40),
    ])
  })
})
