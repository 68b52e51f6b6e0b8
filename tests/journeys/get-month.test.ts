/** Where there is room in a month: what can be booked, less what is taken, also on the day a clock is set. */
import { expect, test } from 'vitest'
import { availabilities } from '../../shared/schedule/availability.ts'
import { blocks } from '../../shared/schedule/block.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { getMonth } from '../../shared/schedule/get-month.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { command, newTestId } from '../kit/store.ts'

async function openPractice() {
  const practice = await scheduledPractice()
  const { desk, rivera, here } = practice
  const by = desk.session.actor.id
  const kept = { note: '', by, at: '2026-01-01T12:00:00.000Z' }
  command(desk.session.store, (tx) => {
    for (const weekday of [2, 7])
      tx.put(availabilities, {
        id: newTestId(),
        resourceId: rivera.id,
        locationId: here.id,
        weekday,
        everyWeeks: 1,
        firstDay: '2026-01-05',
        lastDay: null,
        fromMinute: weekday === 7 ? 0 : 540,
        toMinute: weekday === 7 ? 240 : 1020,
        kind: 'open',
        visitTypeIds: [],
        releaseHours: null,
        ...kept,
      })
    tx.put(blocks, {
      id: newTestId(),
      resourceId: rivera.id,
      locationId: null,
      kind: 'lunch',
      firstDay: '2026-01-05',
      lastDay: null,
      weekdays: [2],
      fromMinute: 720,
      toMinute: 780,
      ...kept,
    })
  })
  const month = async (name: string, locationId: string | null = here.id) => {
    const { days, rows } = await desk.call(getMonth, { month: name, locationId, kind: 'provider' })
    const own = rows.find(({ resourceId }) => resourceId === rivera.id)
    return { days, rows, cell: (day: string) => own?.cells[days.indexOf(day)] }
  }
  return { ...practice, month }
}

test('of each day: how long it is open, and what of that nobody has taken', async () => {
  const { desk, month, booking } = await openPractice()
  const before = await month('2026-11')
  expect(before.days).toHaveLength(30)
  expect(before.days[0]).toBe('2026-11-01')
  expect(before.cell('2026-11-24')).toEqual({
    openMinutes: 420,
    freeMinutes: 420,
    bookedMinutes: 0,
    booked: 0,
  })
  // closed
  expect(before.cell('2026-11-25')).toEqual({ openMinutes: 0, freeMinutes: 0, bookedMinutes: 0, booked: 0 })
  const booked = await desk.call(bookAppointment, booking('15:00'))
  const { minutes } = booking('15:00').plan
  const after = await month('2026-11')
  expect(after.cell('2026-11-24')).toEqual({
    openMinutes: 420,
    freeMinutes: 420 - minutes,
    bookedMinutes: minutes,
    booked: 1,
  })
  await desk.call(cancelAppointment, {
    patientId: booked.patientId,
    appointmentId: booked.appointmentId,
    version: booked.version,
    kind: 'cancelled',
    reason: 'Patient asked',
    note: '',
  })
  expect((await month('2026-11')).cell('2026-11-24')).toEqual(before.cell('2026-11-24'))
})

test('a night in which an hour comes twice has it twice, and one in which it is left out does not', async () => {
  const { month } = await openPractice()
  expect((await month('2026-11')).cell('2026-11-01')).toMatchObject({ openMinutes: 300, freeMinutes: 300 })
  expect((await month('2026-03')).cell('2026-03-08')).toMatchObject({ openMinutes: 180, freeMinutes: 180 })
  expect((await month('2026-03')).cell('2026-03-15')).toMatchObject({ openMinutes: 240 })
})

test('at another location nobody is open; everywhere is all of it', async () => {
  const { month, there } = await openPractice()
  expect((await month('2026-11', there.id)).cell('2026-11-24')).toMatchObject({ openMinutes: 0 })
  expect((await month('2026-11', null)).cell('2026-11-24')).toMatchObject({ openMinutes: 420 })
})
