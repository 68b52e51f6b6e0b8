/** A time is looked for, on a real store: what is booked is not offered any more, and is again once it is called off. */
import { expect, test } from 'vitest'
import type { InputOf } from '../../shared/kernel/contract.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { availabilities } from '../../shared/schedule/availability.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { findSlots } from '../../shared/schedule/find-slots.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { command, newTestId } from '../kit/store.ts'

async function openPractice() {
  const world = await scheduledPractice()
  const { desk, here, there, rivera, osei } = world
  const entered = { note: '', by: desk.session.actor.id, at: '2026-11-01T10:00:00.000Z' }
  const open = (resourceId: string, locationId: string, weekday: number) => ({
    id: newTestId(),
    resourceId,
    locationId,
    weekday,
    everyWeeks: 1,
    firstDay: '2026-01-01',
    lastDay: null,
    fromMinute: 540,
    toMinute: 720,
    kind: 'open' as const,
    visitTypeIds: [],
    releaseHours: null,
    ...entered,
  })
  command(desk.session.store, (tx) => {
    for (const weekday of [1, 2, 3, 4, 5]) tx.put(availabilities, open(rivera.id, here.id, weekday))
    tx.put(availabilities, open(osei.id, there.id, 2))
    tx.put(blocks, {
      id: newTestId(),
      resourceId: null,
      locationId: null,
      kind: 'holiday',
      firstDay: '2026-11-26',
      lastDay: '2026-11-27',
      weekdays: [],
      fromMinute: 0,
      toMinute: 1440,
      ...entered,
    })
  })
  const ask = async (more: Partial<InputOf<typeof findSlots>> = {}) =>
    (await desk.call(findSlots, { visitTypeId: world.exam.id, ...more })).slots
  return { ...world, ask }
}
const times = (slots: readonly { startMin: number; provider: { name: string } }[]) =>
  slots.map(({ startMin, provider }) => `${instantOfMinute(startMin).slice(5, 16)} ${provider.name}`)

test('free times come with a provider and a room; what is taken is none', async () => {
  const { desk, ask, booking, exam, one, two, far, here, osei, patientId } = await openPractice()
  // it is Monday, 10:05; the visit takes half an hour, and its room five minutes before and ten after
  expect(times(await ask({ limit: 3 }))).toEqual([
    '11-23T15:15 Dr. Rivera',
    '11-23T15:30 Dr. Rivera',
    '11-23T15:45 Dr. Rivera',
  ])
  const tuesday = { firstDay: '2026-11-24', days: 1 } as const
  const free = await ask({ ...tuesday, limit: 40 })
  // of two who are free at one time, in the order of lists
  expect(times(free).slice(0, 2)).toEqual(['11-24T14:00 Dr. Osei', '11-24T14:00 Dr. Rivera'])
  expect(free[1]?.places).toEqual([{ resourceId: one.id, name: 'Room 1' }])
  expect(free.find(({ provider }) => provider.resourceId === osei.id)?.places).toEqual([
    { resourceId: far.id, name: 'Room H' },
  ])

  const booked = await desk.call(bookAppointment, booking('14:00', { visitTypeId: exam.id }))
  expect(booked.places).toEqual([one.id])
  const left = await ask({ ...tuesday, locations: [here.id], limit: 40 })
  expect(times(left)[0]).toBe('11-24T14:30 Dr. Rivera')
  // the first room is cleaned until 14:40, and made ready from 14:25 on
  expect(left[0]?.places).toEqual([{ resourceId: two.id, name: 'Room 2' }])
  expect(left.find(({ startMin }) => instantOfMinute(startMin).includes('T14:45'))?.places).toEqual([
    { resourceId: one.id, name: 'Room 1' },
  ])

  const { appointmentId } = booked
  await desk.call(cancelAppointment, {
    ...cancelAppointment.example,
    patientId,
    appointmentId,
    version: 1,
  })
  expect(times(await ask({ ...tuesday, locations: [here.id], limit: 1 }))).toEqual(['11-24T14:00 Dr. Rivera'])
})

test('a room that is taken at every time leaves nothing, and a holiday has nothing', async () => {
  const { desk, ask, booking, exam, there, osei, far } = await openPractice()
  const thanksgiving = await ask({ firstDay: '2026-11-26', days: 2 })
  expect(thanksgiving).toEqual([])
  await desk.call(
    bookAppointment,
    booking(
      '14:00',
      { visitTypeId: exam.id },
      { minutes: 180, locationId: there.id, providers: [], places: [far.id] },
    ),
  )
  const search = { firstDay: '2026-11-24', days: 1, providers: [osei.id] }
  expect(await ask(search)).toEqual([])
  // a week later it is free again
  expect(times(await ask({ ...search, days: 14, limit: 1 }))).toEqual(['12-01T14:00 Dr. Osei'])
})

test('by part of the day, weekday and length; a kind of visit that is gone', async () => {
  const { ask, visit } = await openPractice()
  expect(
    times(
      await ask({ visitTypeId: visit.id, weekdays: [5], fromMinute: 660, firstDay: '2026-11-23', limit: 2 }),
    ),
  ).toEqual(['12-04T16:00 Dr. Rivera', '12-04T16:15 Dr. Rivera'])
  const days = (await ask({ visitTypeId: visit.id, order: 'spread', limit: 4 })).map(({ day }) => day)
  expect(days).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-30'])
  expect(times(await ask({ visitTypeId: visit.id, minutes: 180, firstDay: '2026-11-25', limit: 1 }))).toEqual(
    ['11-25T14:00 Dr. Rivera'],
  )
  await expect(ask({ visitTypeId: newTestId() })).rejects.toMatchObject({ reason: 'visit-type.missing' })
})
