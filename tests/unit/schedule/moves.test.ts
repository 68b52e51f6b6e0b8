/** What was done at a page is there at once: several visits that one act has moved, and what takes acts back. */
import { expect, test } from 'vitest'
import type { AppointmentLine, ScheduleDay } from '../../../shared/schedule/get-days.ts'
import { latestVersion, learnVersion } from '../../../src-renderer/schedule/own-versions.ts'
import { showMoved, useShown, withMoves } from '../../../src-renderer/schedule/shown-moves.ts'
import { backText } from '../../../src-renderer/schedule/take-back-words.ts'
import { dropUndo, forgetUndos, keepUndo, lastUndo } from '../../../src-renderer/schedule/undos.ts'

const line = (n: number, startMin: number, version: number): AppointmentLine =>
  ({
    appointmentId: `a${n}`,
    startMin,
    minutes: 30,
    locationId: 'here',
    providers: ['p'],
    places: [],
    version,
  }) as unknown as AppointmentLine
const day = (number: number, appointments: readonly AppointmentLine[]): ScheduleDay =>
  ({
    day: `d${number}`,
    fromMin: number * 1440,
    toMin: (number + 1) * 1440,
    appointments,
  }) as unknown as ScheduleDay
const moved = (n: number, startMin: number, version: number) => ({
  appointmentId: `a${n}`,
  version,
  is: {
    startsAt: new Date(startMin * 60_000).toISOString(),
    minutes: 45,
    locationId: 'here',
    providers: ['q'],
    places: ['r'],
  },
})

test('visits of a series stand where they were moved before their rows are read again, and whoever goes on says the version that is', () => {
  const read = [day(0, [line(1, 600, 1)]), day(1, [line(2, 2040, 3), line(3, 2100, 1)])]
  const lines = new Map(
    read.flatMap(({ appointments }) => appointments.map((each) => [each.appointmentId, each])),
  )
  // the third is of no day that was read
  showMoved([moved(1, 2160, 2), moved(2, 660, 4), moved(9, 700, 8)], lines)
  const shown = () => useShown.getState().shown
  const starts = (days: readonly ScheduleDay[]) =>
    days.map(({ appointments }) =>
      appointments.map((each) => [each.appointmentId, each.startMin, each.version]),
    )
  expect(starts(withMoves(read, shown(), Date.now()))).toEqual([
    [['a2', 660, 4]],
    [
      ['a3', 2100, 1],
      ['a1', 2160, 2],
    ],
  ])
  expect([latestVersion('a1', 1), latestVersion('a9', 3), latestVersion('a3', 1)]).toEqual([2, 8, 1])
  // an older answer takes nothing back, and what another desk has said since counts
  learnVersion('a1', 1)
  expect([latestVersion('a1', 1), latestVersion('a1', 5)]).toEqual([2, 5])
  // rows that say it themselves are as they say it
  const again = [day(0, [line(2, 661, 5)]), day(1, [line(1, 2160, 2), line(3, 2100, 1)])]
  expect(withMoves(again, shown(), Date.now() + 1)).toEqual(again)
})

test('the last act is taken back first, each once; nobody takes back what somebody before them did', () => {
  const [one, two, three] = ['one', 'two', 'three'].map((words) => ({ words, takeBack: () => undefined }))
  if (!one || !two || !three) throw new Error('three acts')
  for (const each of [one, two, three]) keepUndo(each)
  // by the offer in the corner, and then not once more
  expect([dropUndo(two), dropUndo(two)]).toEqual([true, false])
  expect(lastUndo()).toBe(three)
  dropUndo(three)
  expect(lastUndo()).toBe(one)
  forgetUndos()
  expect(lastUndo()).toBeUndefined()
})

test('of what could not be taken back it is said how many, and why', () => {
  const stays = (['changed', 'full', 'changed'] as const).map((because, n) => ({
    appointmentId: `a${n}`,
    because,
  }))
  const back = [{ appointmentId: 'b', version: 2 }]
  expect(backText({ back, stays: [] })).toBe('1 visit as it was.')
  expect(backText({ back, stays })).toBe(
    '1 visit as it was. Left as now: 2 changed since, 1 no longer free there.',
  )
  expect(backText({ back: [], stays: stays.slice(0, 1) })).toBe(
    'Nothing is taken back. Left as now: 1 changed since.',
  )
})
