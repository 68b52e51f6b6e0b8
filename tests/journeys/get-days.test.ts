/** Days as a grid shows them: who can be booked when, who is, and on the days clocks are set. */
import { expect, test } from 'vitest'
import type { RowOf } from '../../shared/kernel/record.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { getPlanWarnings } from '../../shared/schedule/check-plan.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { getDays, getScheduleNames } from '../../shared/schedule/get-days.ts'
import { suggestedPolicy } from '../../shared/schedule/schedule-policy.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { colleague } from '../kit/scoped.ts'
import { command, newTestId } from '../kit/store.ts'

type Availability = RowOf<typeof availabilities>
const at = (instant: string): number => Date.parse(instant) / 60_000

async function openPractice() {
  const practice = await scheduledPractice()
  const { desk, rivera, here, there } = practice
  const by = desk.session.actor.id
  const open = (locationId: string, weekday: number, more: Partial<Availability> = {}): Availability => ({
    id: newTestId(),
    resourceId: rivera.id,
    locationId,
    weekday,
    everyWeeks: 1,
    firstDay: '2026-01-05',
    lastDay: null,
    fromMinute: 540,
    toMinute: 1020,
    kind: 'open',
    visitTypeIds: [],
    releaseHours: null,
    note: '',
    by,
    at: '2026-01-01T12:00:00.000Z',
    ...more,
  })
  command(desk.session.store, (tx) => {
    for (const day of [1, 2, 3, 7]) tx.put(availabilities, open(here.id, day))
    tx.put(availabilities, open(there.id, 4))
    tx.put(blocks, {
      id: newTestId(),
      resourceId: rivera.id,
      locationId: null,
      kind: 'lunch',
      firstDay: '2026-01-05',
      lastDay: null,
      weekdays: [],
      fromMinute: 720,
      toMinute: 780,
      note: '',
      by,
      at: '2026-01-01T12:00:00.000Z',
    })
  })
  const days = (firstDay: string, count = 1, more: object = {}) =>
    desk.call(getDays, { firstDay, days: count, locationId: here.id, kind: 'provider', ...more })
  return { ...practice, days }
}

test('a day has a column for each provider, with open hours, what is blocked, and whoever is booked', async () => {
  const { desk, days, booking, rivera, osei, patientId } = await openPractice()
  const booked = await desk.call(bookAppointment, booking('15:00'))
  const { days: found } = await days('2026-11-24')
  expect(found).toMatchObject([
    {
      day: '2026-11-24',
      timeZone: 'America/New_York',
      fromMin: at('2026-11-24T05:00:00Z'),
      toMin: at('2026-11-25T05:00:00Z'),
      columns: [
        { resourceId: osei.id, open: [], blocks: [] },
        {
          resourceId: rivera.id,
          open: [
            { fromMin: at('2026-11-24T14:00:00Z'), toMin: at('2026-11-24T17:00:00Z') },
            { fromMin: at('2026-11-24T18:00:00Z'), toMin: at('2026-11-24T22:00:00Z') },
          ],
          blocks: [{ kind: 'lunch', fromMin: at('2026-11-24T17:00:00Z') }],
        },
      ],
      appointments: [
        { appointmentId: booked.appointmentId, patientId, startMin: at('2026-11-24T15:00:00Z') },
      ],
    },
  ])
})

test('the days a clock is set have 23 and 25 hours, and nine o’clock is nine o’clock', async () => {
  const { days } = await openPractice()
  for (const [day, hours, nine] of [
    ['2026-03-08', 23, '2026-03-08T13:00:00Z'],
    ['2026-11-01', 25, '2026-11-01T14:00:00Z'],
  ] as const) {
    const [found] = (await days(day)).days
    expect([day, ((found?.toMin ?? 0) - (found?.fromMin ?? 0)) / 60]).toEqual([day, hours])
    expect(found?.columns[1]?.open[0]?.fromMin).toBe(at(nine))
  }
})

test('a week shows each day its own; another location its own people; called off only where it is asked for', async () => {
  const { desk, days, booking, there, patientId, rivera } = await openPractice()
  const one = await desk.call(bookAppointment, booking('15:00'))
  const two = await desk.call(
    bookAppointment,
    booking('15:00', {}, { startsAt: '2026-11-26T15:00:00.000Z', locationId: there.id }),
  )
  const idsOf = ({ days: found }: Awaited<ReturnType<typeof days>>) =>
    found.map(({ appointments }) => appointments.map(({ appointmentId }) => appointmentId))
  expect(idsOf(await days('2026-11-23', 5))).toEqual([[], [one.appointmentId], [], [], []])
  expect(idsOf(await days('2026-11-23', 5, { locationId: null }))).toEqual([
    [],
    [one.appointmentId],
    [],
    [two.appointmentId],
    [],
  ])
  const away = await days('2026-11-26', 1, { locationId: there.id, resourceIds: [rivera.id] })
  expect(idsOf(away)).toEqual([[two.appointmentId]])
  expect(away.days[0]?.columns).toMatchObject([
    { resourceId: rivera.id, open: [{ locationId: there.id }, {}] },
  ])
  await desk.call(cancelAppointment, {
    patientId,
    appointmentId: one.appointmentId,
    version: 1,
    kind: 'cancelled',
    reason: 'Weather',
    note: '',
  })
  expect(idsOf(await days('2026-11-24'))).toEqual([[]])
  const all = await days('2026-11-24', 1, { calledOff: true })
  expect(all.days[0]?.appointments).toMatchObject([{ stage: 'cancelled' }])
})

test('who takes one provider at two locations at once is flagged at both', async () => {
  const { desk, days, booking, there, register } = await openPractice()
  await desk.call(bookAppointment, booking('15:00'))
  const other = await register('Abara')
  await desk.call(bookAppointment, booking('15:15', { patientId: other }, { locationId: there.id }))
  for (const more of [{}, { locationId: there.id }]) {
    const found = await days('2026-11-24', 1, more)
    expect(found.days[0]?.appointments).toMatchObject([{ overlaps: true }])
  }
})

test('of closed charts a day says who comes, and nothing of what for', async () => {
  const { desk, booking, patientId, register, here } = await openPractice()
  await desk.call(bookAppointment, booking('15:00'))
  await desk.call(bookAppointment, booking('17:00', { patientId: await register('Abara') }))
  command(desk.session.store, (tx) =>
    tx.put(chartRestrictions, {
      id: patientId,
      kinds: ['vip'],
      note: '',
      people: [],
      active: true,
      by: desk.session.actor.id,
      at: '2026-11-23T15:05:00.000Z',
    }),
  )
  const clerk = colleague(desk, 1, ['front-desk'])
  const asked = { firstDay: '2026-11-24', days: 1, locationId: here.id, kind: null }
  const [day] = (await clerk.call(getDays, asked)).days
  expect(day?.appointments).toMatchObject([
    { name: 'Okon, Raeann', closed: true, reason: '', hasNotes: false, phone: '', visitTypeId: null },
    { name: 'Abara, Raeann', closed: false, reason: 'Cough for three weeks', phone: '617-555-0142' },
  ])
})

test('the names of all that is scheduled, and how the practice does it', async () => {
  const { desk, here, there, rivera, one } = await openPractice()
  const names = await desk.call(getScheduleNames, {})
  expect(names.locations.map(({ locationId }) => locationId).toSorted()).toEqual(
    [here.id, there.id].toSorted(),
  )
  expect(names.resources).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ resourceId: rivera.id, kind: 'provider', name: 'Dr. Rivera' }),
      expect.objectContaining({ resourceId: one.id, kind: 'room', locationId: here.id }),
    ]),
  )
  expect(names.visitTypes.map(({ name }) => name)).toEqual(['Exam', 'Follow-up'])
  expect(names.policy).toEqual(suggestedPolicy)
})

test('what stands in the way of a plan is said before it is one', async () => {
  const { desk, booking, exam, one, two, register, there } = await openPractice()
  const check = async (
    time: string,
    more: Parameters<typeof booking>[1] = {},
    plan: Parameters<typeof booking>[2] = {},
  ) => {
    const { patientId: of, visitTypeId, plan: wanted } = booking(time, more, plan)
    return desk.call(getPlanWarnings, { patientId: of, visitTypeId, plan: wanted })
  }
  const kinds = async (...how: Parameters<typeof check>) =>
    (await check(...how)).warnings.map(({ kind, which }) => [kind, which].filter(Boolean).join(' '))
  expect(await kinds('15:00')).toEqual([])
  expect(await kinds('13:45')).toEqual(['outside-hours Dr. Rivera'])
  expect(await kinds('16:45')).toEqual(['blocked Dr. Rivera'])
  expect(await kinds('15:00', {}, { startsAt: '2026-11-23T14:30:00.000Z' })).toEqual(['past'])
  expect(await kinds('15:00', {}, { locationId: there.id })).toEqual(['outside-hours Dr. Rivera'])
  expect((await check('15:00', { visitTypeId: exam.id })).places).toEqual([
    { resourceId: one.id, name: 'Room 1' },
  ])
  await desk.call(bookAppointment, booking('15:00', {}, { places: [one.id, two.id] }))
  expect(await kinds('15:15', { visitTypeId: exam.id })).toEqual([
    'beside Dr. Rivera',
    'unmet exam',
    'patient-busy',
  ])
  await desk.call(bookAppointment, booking('15:00', { patientId: await register('Abara') }))
  expect(await kinds('15:15', { patientId: null })).toEqual(['over-limit Dr. Rivera'])
})

test('a room that is shut then is not chosen by itself', async () => {
  const { desk, booking, exam, one, two } = await openPractice()
  command(desk.session.store, (tx) =>
    tx.put(blocks, {
      id: newTestId(),
      resourceId: one.id,
      locationId: null,
      kind: 'maintenance',
      firstDay: '2026-11-24',
      lastDay: '2026-11-24',
      weekdays: [],
      fromMinute: 600,
      toMinute: 660,
      note: '',
      by: desk.session.actor.id,
      at: '2026-01-01T12:00:00.000Z',
    }),
  )
  const kind = { visitTypeId: exam.id }
  expect(await desk.call(bookAppointment, booking('15:00', kind))).toMatchObject({ places: [two.id] })
  expect(await desk.call(bookAppointment, booking('18:00', kind))).toMatchObject({ places: [one.id] })
})
