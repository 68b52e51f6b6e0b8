/** Reports of the schedule: figures reckoned by hand, over the night on which clocks are set and across locations, each by its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { locations } from '../../shared/access/location.ts'
import type { InputOf, OutputOf } from '../../shared/kernel/contract.ts'
import { appointments, type Appointment } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { exportReport } from '../../shared/schedule/export-report.ts'
import { getReport } from '../../shared/schedule/get-report.ts'
import { reportColumns } from '../../shared/schedule/report-columns.ts'
import type { StepKind } from '../../shared/schedule/step.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows, newPractice, tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { TestClock } from '../kit/clock.ts'
import { place, scheduledPractice } from '../kit/scheduled.ts'
import { command, contextAt, newTestId } from '../kit/store.ts'

/** Dr. Rivera at Main Street in New York, every day from midnight to noon and from 8 to noon in Honolulu on Sundays. It is Monday 23 November. */
async function practice() {
  const folder = tempFolder()
  const made = await scheduledPractice(await newPractice({ folder, clock: new TestClock() }))
  const { desk, here, rivera, one, patientId } = made
  const honolulu = place('Honolulu', 'Pacific/Honolulu')
  const acting = () => ({ ...contextAt(), actor: desk.session.actor, opId: crypto.randomUUID() })
  const hours = (
    locationId: string,
    weekday: number,
    fromMinute: number,
    toMinute: number,
    resourceId = rivera.id,
  ) => ({
    ...rowFor(availabilities, 1, {
      resourceId,
      locationId,
      weekday,
      everyWeeks: 1,
      firstDay: '2026-01-05',
      lastDay: null,
      fromMinute,
      toMinute,
      kind: 'open',
      visitTypeIds: [],
      releaseHours: null,
    }),
  })
  command(
    desk.session.store,
    (tx) => {
      tx.put(locations, honolulu)
      for (const weekday of [1, 2, 3, 4, 5, 6, 7])
        tx.put(availabilities, hours(here.id, weekday, 0, 720) as never)
      tx.put(availabilities, hours(honolulu.id, 7, 480, 720) as never)
      tx.put(availabilities, hours(here.id, 7, 0, 240, one.id) as never)
    },
    acting(),
  )
  const visit = (
    startsAt: string,
    steps: readonly (readonly [StepKind, string])[] = [],
    plan: Partial<Appointment['plan']> = {},
  ) =>
    command(
      desk.session.store,
      (tx) =>
        tx.put(
          appointments,
          rowFor(appointments, 1, {
            patientId,
            overbook: null,
            steps: steps.map(([kind, at]) => ({
              id: newTestId(),
              kind,
              at,
              by: desk.session.actor.id,
              roomId: null,
              reason: '',
              note: '',
            })),
            plan: {
              startsAt,
              minutes: 60,
              locationId: here.id,
              providers: [rivera.id],
              places: [],
              prepareMinutes: 0,
              cleanMinutes: 0,
              cancelled: false,
              ...plan,
            },
          }) as Appointment,
        ),
      acting(),
    )
  const ask = (more: Partial<InputOf<typeof getReport>>) => desk.call(getReport, asking(more))
  return { ...made, visitKind: made.visit, folder, honolulu, visit, ask }
}

const asking = (more: Partial<InputOf<typeof getReport>>): InputOf<typeof getReport> => ({
  ...getReport.example,
  firstDay: '2026-11-01',
  lastDay: '2026-11-01',
  ...more,
})
/** By the ids of its columns, as they stand for somebody. */
const said = (
  report: keyof typeof reportColumns,
  { rows, all }: OutputOf<typeof getReport>,
  name: string | null = null,
) => {
  const values = name === null ? all : rows.find((row) => row.name === name)?.values
  return Object.fromEntries(reportColumns[report].map(({ id }, at) => [id, values?.[at] ?? null]))
}

test('use: a Sunday of 25 hours in New York and its own Sunday in Honolulu', async () => {
  const { visit, ask, rivera, one, honolulu, here } = await practice()
  // the clock shows 1:30 twice in New York; somebody came to the first
  visit('2026-11-01T05:30:00.000Z', [['arrived', '2026-11-01T05:20:00.000Z']], {
    places: [one.id],
    prepareMinutes: 5,
    cleanMinutes: 10,
  })
  visit('2026-11-01T06:30:00.000Z')
  // called off, and at another's
  visit('2026-11-01T08:00:00.000Z', [], { cancelled: true })
  visit('2026-11-01T08:00:00.000Z', [], { providers: [] })
  // eleven on Sunday in Honolulu; and one that is Monday in UTC and outside of hours there
  visit('2026-11-01T21:00:00.000Z', [], { locationId: honolulu.id })
  visit('2026-11-02T07:00:00.000Z', [], { locationId: honolulu.id })
  // Saturday in Honolulu
  visit('2026-11-01T09:00:00.000Z', [], { locationId: honolulu.id })

  // open: midnight to noon is 13 hours in New York, and 8 to noon in Honolulu
  const everywhere = await ask({ report: 'use' })
  expect(said('use', everywhere, 'Dr. Rivera')).toEqual({
    visits: 4,
    open: 13 * 60 + 240,
    booked: 180,
    use: 17.6,
    seen: 60,
    seenOfOpen: 5.9,
    outside: 60,
  })
  expect(everywhere.rows.map(({ name }) => name)).toEqual(['Dr. Osei', 'Dr. Rivera'])
  expect(everywhere.course).toEqual([{ day: '2026-11-01', value: 17.6 }])
  expect(said('use', await ask({ report: 'use', locationId: honolulu.id }))).toMatchObject({
    visits: 2,
    open: 240,
    booked: 60,
    outside: 60,
  })
  expect(
    said('use', await ask({ report: 'use', locationId: here.id, resourceIds: [rivera.id] })),
  ).toMatchObject({
    visits: 2,
    open: 780,
    booked: 120,
  })
  // a room with what it needs before and after; it is open five hours that night
  expect(said('use', await ask({ report: 'use', kind: 'room' }), 'Room 1')).toMatchObject({
    visits: 1,
    open: 300,
    booked: 75,
    use: 25,
  })
  // and one that has no hours at all is open when anybody is at its location
  expect(said('use', await ask({ report: 'use', kind: 'room' }), 'Room 2')).toMatchObject({
    open: 780,
    booked: 0,
  })
})

test('no-shows and waits: each visit once, on the day of its location; a year at most', async () => {
  const { visit, ask, desk, honolulu, osei, rivera, folder } = await practice()
  visit('2026-11-02T07:00:00.000Z', [['no-show', '2026-11-02T08:00:00.000Z']], { locationId: honolulu.id })
  visit(
    '2026-11-01T14:00:00.000Z',
    [
      ['arrived', '2026-11-01T13:50:00.000Z'],
      ['roomed', '2026-11-01T14:10:59.000Z'],
      ['left', '2026-11-01T14:40:00.000Z'],
    ],
    { providers: [rivera.id, osei.id] },
  )
  visit('2026-11-01T15:00:00.000Z')
  // called off an hour before
  visit('2026-11-01T16:00:00.000Z', [['cancelled', '2026-11-01T15:00:00.000Z']], { cancelled: true })
  // Saturday, Monday
  visit('2026-11-01T03:59:00.000Z', [['no-show', '2026-11-01T04:00:00.000Z']])
  visit('2026-11-02T05:00:00.000Z', [['no-show', '2026-11-02T06:00:00.000Z']])

  const noShows = await ask({})
  const rate = { due: 3, came: 1, noShows: 1, rate: 50, unnoted: 1, calledOff: 1, late: 1 }
  expect(said('no-shows', noShows)).toEqual(rate)
  expect(said('no-shows', noShows, 'Dr. Rivera')).toEqual(rate)
  expect(said('no-shows', noShows, 'Dr. Osei')).toMatchObject({ due: 1, came: 1, rate: 0 })
  expect(said('no-shows', await ask({ resourceIds: [osei.id] }))).toMatchObject({ due: 1 })
  const threeDays = await ask({ firstDay: '2026-10-31', lastDay: '2026-11-02' })
  expect(threeDays.course.map(({ value }) => value)).toEqual([100, 50, 100])
  expect(said('no-shows', await ask({ firstDay: '2025-11-24', lastDay: '2026-11-23' }))).toMatchObject({
    due: 5,
    noShows: 3,
    rate: 75,
  })

  const waits = await ask({ report: 'waits' })
  expect(said('waits', waits)).toMatchObject({
    visits: 1,
    arrived: 20,
    arrivedOver: 100,
    roomed: 29,
    whole: 50,
  })
  expect(waits.course).toEqual([{ day: '2026-11-01', value: 20 }])

  for (const range of [
    ['2026-11-02', '2026-11-01'],
    ['2025-11-23', '2026-11-24'],
  ] as const)
    expect(await reasonOf(ask({ firstDay: range[0], lastDay: range[1] }))).toBe('report.range')

  const { written } = await desk.call(exportReport, asking({}))
  const lines = readFileSync(join(folder, written?.fileName ?? ''), 'utf8').split('\r\n')
  expect(lines[0]).toBe(
    '\uFEFFName,Id,Due (due),Came (came),Did not come (noShows),"No-show rate (rate, %)",Nothing noted (unnoted),Called off (calledOff),Of them in 24 h (late)',
  )
  expect(lines.slice(1)).toEqual([
    `Dr. Osei,${osei.id},1,1,0,0,0,0,0`,
    `Dr. Rivera,${rivera.id},3,1,1,50,1,1,1`,
    'All,,3,1,1,50,1,1,1',
    '',
  ])
  const entry = auditRows(desk).findLast(({ action }) => action === 'schedule.export-report')
  expect(JSON.parse(entry?.detail ?? '{}')).toEqual({
    report: 'no-shows',
    firstDay: '2026-11-01',
    lastDay: '2026-11-01',
    kind: 'provider',
  })
  desk.folder = null
  expect(await desk.call(exportReport, asking({}))).toEqual({ written: null })
})

test('third next: three visits that are not over each other, by the day of where they are', async () => {
  const { visit: book, visitKind, ask, here, honolulu } = await practice()
  const away = async (locationId: string | null) => {
    const report = await ask({ report: 'access', visitTypeId: visitKind.id, locationId })
    expect(report.rows.find(({ name }) => name === 'Dr. Osei')?.values).toEqual([null, null, null])
    expect(report.course).toEqual([])
    return [said('access', report, 'Dr. Rivera'), said('access', report)]
  }
  const day = (text: string) => Date.parse(text) / 86_400_000
  // it is 10:05: 10:15, 10:45 and 11:15 are free until noon
  const today = { next: 0, third: 0, thirdDay: day('2026-11-23') }
  expect(await away(here.id)).toEqual([today, { next: 0, third: 0, thirdDay: null }])
  // 10:15 and 10:45 are left, and the third is at midnight
  book('2026-11-23T16:15:00.000Z', [], { minutes: 45 })
  expect((await away(here.id))[0]).toEqual({ next: 0, third: 1, thirdDay: day('2026-11-24') })
  expect((await away(null))[0]).toMatchObject({ third: 1 })
  // in Honolulu next Sunday at eight
  expect((await away(honolulu.id))[0]).toEqual({ next: 6, third: 6, thirdDay: day('2026-11-29') })
  expect(await reasonOf(ask({ report: 'access', visitTypeId: null }))).toBe('visit-type.missing')
})
