/** Visits that belong together, at the door of a real store: a series and a group. */
import { expect, test } from 'vitest'
import { availabilities } from '../../shared/schedule/availability.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { bookGroup, joinGroup, moveGroup } from '../../shared/schedule/book-group.ts'
import { bookSeries, exampleRule, getSeriesPreview } from '../../shared/schedule/book-series.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { changeSeries } from '../../shared/schedule/change-series.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { getDays } from '../../shared/schedule/get-days.ts'
import { grouped } from '../../shared/schedule/grouped.ts'
import { listPatientAppointments } from '../../shared/schedule/list-patient-appointments.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { takeBackVisits } from '../../shared/schedule/take-back-visits.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { command, newTestId } from '../kit/store.ts'

/** Tuesdays at ten by the clock of New York, from 24 November 2026; 22 December is a holiday. */
async function aSeries() {
  const practice = await scheduledPractice()
  const { desk, booking, rivera, here } = practice
  const hours = {
    resourceId: rivera.id,
    locationId: here.id,
    everyWeeks: 1,
    lastDay: null,
    kind: 'open' as const,
  }
  const by = { note: '', by: newTestId(), at: '2026-11-01T10:00:00.000Z' }
  command(desk.session.store, (tx) => {
    const days = { weekday: 2, firstDay: '2026-01-05', fromMinute: 540, toMinute: 1020 }
    tx.put(availabilities, {
      id: newTestId(),
      ...hours,
      ...days,
      visitTypeIds: [],
      releaseHours: null,
      ...by,
    })
    const holiday = {
      firstDay: '2026-12-22',
      lastDay: '2026-12-22',
      weekdays: [],
      fromMinute: 0,
      toMinute: 1440,
    }
    tx.put(blocks, {
      id: newTestId(),
      resourceId: null,
      locationId: null,
      kind: 'holiday',
      ...holiday,
      ...by,
    })
  })
  const visit = booking('15:00')
  const rule = { ...exampleRule, every: 1, count: 6 }
  const visitsOf = async (patientId: string) =>
    (await desk.call(listPatientAppointments, { patientId, most: 40 })).coming
  return { ...practice, visit, rule, visitsOf }
}

test('six Tuesdays without the holiday; what is not open or full is shown first, and left out where that is said', async () => {
  const { desk, visit, rule, visitsOf, patientId, booking } = await aSeries()
  const { plan, visitTypeId } = visit
  const early = { ...plan, startsAt: '2026-11-24T13:00:00.000Z' }
  expect((await desk.call(getSeriesPreview, { plan: early, visitTypeId, rule })).visits[0]).toMatchObject({
    fits: 'closed',
    which: ['Dr. Rivera'],
  })
  // two at once may be there, the third is too many
  for (const _ of [1, 2])
    await desk.call(bookAppointment, booking('15:00', {}, { startsAt: '2026-12-01T15:00:00.000Z' }))
  const { visits } = await desk.call(getSeriesPreview, { plan, visitTypeId, rule })
  expect(visits.map(({ fits }) => fits)).toEqual(['free', 'full', 'free', 'free', 'free', 'free'])
  const days = visits.map(({ startMin }) => new Date(startMin * 60_000).toISOString().slice(0, 16))
  expect(days).toEqual([
    '2026-11-24T15:00',
    '2026-12-01T15:00',
    '2026-12-08T15:00',
    '2026-12-15T15:00',
    '2026-12-29T15:00',
    '2027-01-05T15:00',
  ])
  const booked = await desk.call(bookSeries, { ...visit, patientId, rule, without: [2] })
  expect(booked.visits.map(({ number }) => number)).toEqual([1, 3, 4, 5, 6])
  expect((await visitsOf(patientId)).filter(({ seriesId }) => seriesId !== null)).toHaveLength(5)
  expect(
    await reasonOf(desk.call(bookSeries, { ...visit, patientId, rule, without: [1, 2, 3, 4, 5, 6] })),
  ).toBe('series.nothing')
})

test('this, this and those that follow, or all: moved, called off, changed and more of them; numbers stay', async () => {
  const { desk, visit, rule, patientId, booking } = await aSeries()
  const { visits } = await desk.call(bookSeries, { ...visit, patientId, rule })
  const idOf = (number: number) => visits.find((each) => each.number === number)?.appointmentId ?? ''
  const shown = async (number: number) =>
    desk.call(getAppointment, { patientId, appointmentId: idOf(number) })
  const change = async (
    number: number,
    scope: 'one' | 'following' | 'all',
    act: object,
    overbookReason = '',
  ) =>
    desk.call(changeSeries, {
      patientId,
      appointmentId: idOf(number),
      version: (await shown(number)).line.version,
      scope,
      act: act as never,
      overbookReason,
    })
  const starts = async () =>
    Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (number) => {
        const { line } = await shown(number)
        return [line.occurrence, new Date(line.startMin * 60_000).toISOString().slice(5, 16), line.stage]
      }),
    )
  expect(await change(2, 'one', { kind: 'move', minute: 660 })).toMatchObject({ changed: [2], stays: [] })
  expect(await change(3, 'following', { kind: 'move', days: 1 })).toMatchObject({
    changed: [3, 4, 5, 6],
    stays: [],
  })
  expect(await starts()).toEqual([
    [1, '11-24T15:00', 'scheduled'],
    [2, '12-01T16:00', 'scheduled'],
    [3, '12-09T15:00', 'scheduled'],
    [4, '12-16T15:00', 'scheduled'],
    [5, '12-30T15:00', 'scheduled'],
    [6, '01-06T15:00', 'scheduled'],
  ])
  expect(await change(5, 'following', { kind: 'cancel', reason: 'Patient asked', note: '' })).toMatchObject({
    changed: [5, 6],
    stays: [],
  })
  // what was called off stays, and is said
  const details = { reason: 'Knee', notes: '', referral: 'R-1', authorization: '', copayCents: null }
  expect(await change(1, 'all', { kind: 'change', ...details })).toMatchObject({
    changed: [1, 2, 3, 4],
    stays: [
      { number: 5, because: 'called-off' },
      { number: 6, because: 'called-off' },
    ],
  })
  expect([(await shown(4)).line.reason, (await shown(5)).line.reason]).toEqual([
    'Knee',
    'Cough for three weeks',
  ])
  expect(await change(1, 'all', { kind: 'extend', count: 8 })).toEqual({
    changed: [7, 8],
    visits: [],
    stays: [],
  })
  expect(await reasonOf(change(1, 'all', { kind: 'extend', count: 8 }))).toBe('series.shorter')
  const lone = await desk.call(bookAppointment, booking('18:00'))
  const alone = { patientId, appointmentId: lone.appointmentId, version: 1, scope: 'all' as const }
  expect(await reasonOf(desk.call(changeSeries, { ...alone, act: { kind: 'move', days: 1 } }))).toBe(
    'series.none',
  )
})

test('what was done to several is taken back in one act, in whatever order; what cannot be is said with why', async () => {
  const { desk, visit, rule, patientId, booking } = await aSeries()
  const { visits } = await desk.call(bookSeries, { ...visit, patientId, rule })
  const ids = visits.map(({ appointmentId }) => appointmentId)
  const lines = async () =>
    Promise.all(
      ids.map(async (appointmentId) => (await desk.call(getAppointment, { patientId, appointmentId })).line),
    )
  const before = await lines()
  const starts = async () => (await lines()).map(({ startMin }) => startMin)
  const onIts = (at: number) => ({ startsAt: new Date((before[at]?.startMin ?? 0) * 60_000).toISOString() })
  // with one more at each of their times nobody else has room there, whoever of the series goes first
  for (const at of before.keys()) await desk.call(bookAppointment, booking('15:00', {}, onIts(at)))
  const change = async (act: object) =>
    desk.call(changeSeries, {
      patientId,
      appointmentId: ids[0] ?? '',
      version: (await lines())[0]?.version ?? 0,
      scope: 'all',
      act: act as never,
    })
  const moved = await change({ kind: 'move', days: 7 })
  expect(moved.visits.map(({ is }) => Date.parse(is.startsAt) / 60_000)).toEqual(await starts())
  expect(moved.visits.map(({ version }) => version)).toEqual((await lines()).map(({ version }) => version))
  const back = ({ visits: of }: typeof moved) =>
    of
      .map(({ appointmentId, version, was }) => ({
        patientId,
        appointmentId,
        version,
        back: { kind: 'move' as const, ...was },
      }))
      .toReversed()
  const all = await desk.call(takeBackVisits, { visits: back(moved) })
  expect([all.back.length, all.stays]).toEqual([6, []])
  expect(await starts()).toEqual(before.map(({ startMin }) => startMin))

  // once more, and meanwhile the second is put elsewhere and the third's place is taken
  const again = await change({ kind: 'move', days: 7, minute: 660 })
  const [, second] = await lines()
  await desk.call(moveAppointment, {
    ...visit.plan,
    patientId,
    appointmentId: ids[1] ?? '',
    version: second?.version ?? 0,
    startsAt: '2026-12-03T15:00:00.000Z',
  })
  await desk.call(bookAppointment, booking('15:00', {}, onIts(2)))
  const some = await desk.call(takeBackVisits, { visits: back(again) })
  expect(
    new Map(some.stays.map(({ appointmentId, because }) => [ids.indexOf(appointmentId), because])),
  ).toEqual(
    new Map([
      [1, 'changed'],
      [2, 'full'],
    ]),
  )
  expect((await starts()).map((start, at) => start === before[at]?.startMin)).toEqual([
    true,
    false,
    false,
    true,
    true,
    true,
  ])

  const off = await change({ kind: 'cancel', reason: 'Patient asked', note: '' })
  const restored = await desk.call(takeBackVisits, {
    visits: off.visits.map(({ appointmentId, version }) => ({
      patientId,
      appointmentId,
      version,
      back: { kind: 'restore' as const },
    })),
  })
  expect([restored.back.length, restored.stays]).toEqual([6, []])
  expect(new Set((await lines()).map(({ stage }) => stage))).toEqual(new Set(['scheduled']))
  // a booking by mistake; whoever has come is not called off by it
  const arrived = ids[0] ?? ''
  await desk.call(takeStep, { appointmentId: arrived, kind: 'arrived', roomId: null })
  const mistaken = await desk.call(takeBackVisits, {
    visits: (await lines()).map(({ appointmentId, version }) => ({
      patientId,
      appointmentId,
      version,
      back: { kind: 'call-off' as const },
    })),
  })
  expect([mistaken.back.length, mistaken.stays]).toEqual([
    5,
    [{ appointmentId: arrived, because: 'has-come' }],
  ])
})

test('several come to one visit: it takes its provider once, is one box, and each of them can leave it', async () => {
  const { desk, visit, patientId, register, rivera, exam } = await aSeries()
  const [abara, baum] = [await register('Abara'), await register('Baum')]
  const { patientId: _one, origin: _origin, newPatient: _new, overbookReason: _why, ...said } = visit
  const group = await desk.call(bookGroup, { ...said, visitTypeId: exam.id, patientIds: [patientId, abara] })
  expect(await reasonOf(desk.call(bookGroup, { ...said, patientIds: [abara, abara] }))).toBe('group.same')
  const [first] = group.appointments
  const { visitTypeId: _type, plan: _plan, ...details } = said
  const joins = { ...details, patientId: baum, appointmentId: first?.appointmentId ?? '' }
  const joined = await desk.call(joinGroup, joins)
  expect(joined.groupId).toBe(group.groupId)
  expect(await reasonOf(desk.call(joinGroup, joins))).toBe('group.same')
  const boxes = async () => {
    const { days } = await desk.call(getDays, {
      firstDay: '2026-11-24',
      days: 1,
      locationId: null,
      kind: null,
    })
    return grouped(days[0]?.appointments ?? []).map(({ line, people }) => ({
      names: people.map(({ name }) => name.split(',')[0]),
      startMin: line.startMin,
      overlaps: people.some(({ overlaps }) => overlaps),
    }))
  }
  expect(await boxes()).toMatchObject([{ names: ['Abara', 'Baum', 'Okon'], overlaps: false }])
  const moved = { ...visit.plan, startsAt: '2026-11-24T17:00:00.000Z' }
  expect(await desk.call(moveGroup, { appointmentId: joined.appointmentId, ...moved })).toMatchObject({
    moved: 3,
  })
  expect(await boxes()).toMatchObject([{ names: ['Abara', 'Baum', 'Okon'], overlaps: false }])
  const { line } = await desk.call(getAppointment, { patientId: baum, appointmentId: joined.appointmentId })
  expect(line).toMatchObject({ providers: [rivera.id], startMin: Date.parse(moved.startsAt) / 60_000 })
  await desk.call(cancelAppointment, {
    patientId: baum,
    appointmentId: joined.appointmentId,
    version: line.version,
    kind: 'cancelled',
    reason: 'Patient asked',
    note: '',
  })
  expect(await boxes()).toMatchObject([{ names: ['Abara', 'Okon'] }])
})
