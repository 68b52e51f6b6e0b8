/** The downtime pack's schedule: who is booked, and visits that nobody booked. */
import { expect, test } from 'vitest'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { listDay } from '../../src-main/downtime/list-day.ts'
import { seedVisit } from '../kit/packs.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { command } from '../kit/store.ts'

test('who is booked is on the day, once, with what for and where; called off is not', async () => {
  const { desk, booking, register, patientId, exam } = await scheduledPractice()
  const [abara, bell] = [await register('Abara'), await register('Bell')]
  await desk.call(bookAppointment, booking('15:00', { visitTypeId: exam.id }))
  const off = await desk.call(bookAppointment, booking('16:00', { patientId: abara }))
  await desk.call(cancelAppointment, {
    patientId: abara,
    appointmentId: off.appointmentId,
    version: off.version,
    kind: 'cancelled',
    reason: 'Weather',
    note: '',
  })
  // the visit of somebody who was booked, and of somebody who was not
  seedVisit(desk, patientId, '2026-11-24T15:10:00.000Z')
  seedVisit(desk, bell, '2026-11-24T14:00:00.000Z', { practitionerName: 'Dr. Lee', locationName: 'Annex' })
  // late in the evening there, and the next day by the clock of Greenwich
  await desk.call(
    bookAppointment,
    booking('15:00', { patientId: bell }, { startsAt: '2026-11-25T03:00:00.000Z' }),
  )
  const lines = () => listDay(desk.session.store.read, '2026-11-24', 'America/New_York')
  expect(lines()).toEqual([
    {
      patientId: bell,
      startsAt: '2026-11-24T14:00:00.000Z',
      what: 'Office visit: Cough',
      who: 'Dr. Lee',
      where: 'Annex',
    },
    {
      patientId,
      startsAt: '2026-11-24T15:00:00.000Z',
      what: 'Exam: Cough for three weeks',
      who: 'Dr. Rivera',
      where: 'Main Street, Room 1',
    },
    {
      patientId: bell,
      startsAt: '2026-11-25T03:00:00.000Z',
      what: 'Follow-up: Cough for three weeks',
      who: 'Dr. Rivera',
      where: 'Main Street',
    },
  ])
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
  expect(lines()[1]).toMatchObject({ patientId, what: '', who: 'Dr. Rivera' })
})
