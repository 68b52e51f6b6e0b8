/** What becomes of an appointment afterwards: moved, changed, called off, restored; and of whom it is not said what for. */
import { expect, test } from 'vitest'
import { appointments } from '../../shared/schedule/appointment.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import {
  bookedByMistake,
  cancelAppointment,
  restoreAppointment,
} from '../../shared/schedule/cancel-appointment.ts'
import { changeAppointment } from '../../shared/schedule/change-appointment.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { listPatientAppointments } from '../../shared/schedule/list-patient-appointments.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { receipts } from '../../shared/schedule/receipt.ts'
import type { Step } from '../../shared/schedule/step.ts'
import { chartRestrictions } from '../../shared/privacy/chart-restriction.ts'
import { patientPlaces } from '../../shared/patients/patient-place.ts'
import { users } from '../../shared/access/user.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { rowFor } from '../kit/rows.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { colleague } from '../kit/scoped.ts'
import { command, newTestId } from '../kit/store.ts'

const step = (kind: Step['kind'], at: string): Step => ({
  id: newTestId(),
  kind,
  at,
  by: null,
  roomId: null,
  reason: '',
  note: '',
})

async function bookedPractice() {
  const practice = await scheduledPractice()
  const { desk, patientId, booking } = practice
  const { appointmentId } = await desk.call(bookAppointment, booking('15:00'))
  const shown = () => desk.call(getAppointment, { patientId, appointmentId })
  const happened = (...steps: Step[]) =>
    command(desk.session.store, (tx) => tx.amend(appointments, appointmentId, { steps }))
  const about = async () => ({ patientId, appointmentId, version: (await shown()).line.version })
  const cancel = async (kind: 'cancelled' | 'rescheduled' = 'cancelled', reason = 'Patient asked') =>
    desk.call(cancelAppointment, { ...(await about()), kind, reason, note: '' })
  return { ...practice, appointmentId, shown, happened, about, cancel }
}

test('a move takes what is planned elsewhere, and what it gives back undoes it', async () => {
  const { desk, about, shown, osei, booking } = await bookedPractice()
  const seen = await about()
  const moved = await desk.call(moveAppointment, {
    ...seen,
    ...booking('17:30', {}, { providers: [osei.id], minutes: 45 }).plan,
  })
  expect((await shown()).line).toMatchObject({
    startMin: Date.parse('2026-11-24T17:30:00Z') / 60_000,
    minutes: 45,
    providers: [osei.id],
    reason: 'Cough for three weeks',
  })
  // whoever saw it before the move is told, and nothing is done
  expect(await reasonOf(desk.call(moveAppointment, { ...seen, ...booking('18:00').plan }))).toBe(
    'row.changed',
  )
  await desk.call(moveAppointment, { ...seen, version: moved.version, ...moved.before })
  expect((await shown()).line).toMatchObject({
    startMin: Date.parse('2026-11-24T15:00:00Z') / 60_000,
    minutes: 30,
  })
})

test('a room stays where it is free, and another of its kind is taken where it is not', async () => {
  const { desk, patientId, register, booking, exam, one, two, osei, there, far } = await scheduledPractice()
  const kind = { visitTypeId: exam.id }
  const mine = await desk.call(bookAppointment, booking('15:00', kind))
  const other = await register('Abara')
  await desk.call(
    bookAppointment,
    booking('17:00', { ...kind, patientId: other }, { providers: [osei.id], places: [one.id] }),
  )
  expect(mine.places).toEqual([one.id])
  const about = { patientId, appointmentId: mine.appointmentId }
  const later = await desk.call(moveAppointment, { ...about, version: 1, ...booking('16:00').plan })
  expect(later).toMatchObject({ places: [one.id], unmet: [] })
  const beside = await desk.call(moveAppointment, {
    ...about,
    version: later.version,
    ...booking('17:00').plan,
  })
  expect(beside).toMatchObject({ places: [two.id], unmet: [] })
  const away = await desk.call(moveAppointment, {
    ...about,
    version: beside.version,
    ...booking('17:00', {}, { locationId: there.id }).plan,
  })
  expect(away).toMatchObject({ places: [far.id], unmet: [] })
})

test('a limit that is passed is not asked for again while it is passed no further', async () => {
  const { desk, register, booking, rivera, osei } = await scheduledPractice()
  for (const family of ['Abara', 'Bell'])
    await desk.call(bookAppointment, booking('15:00', { patientId: await register(family) }))
  const cole = await register('Cole')
  const third = await desk.call(
    bookAppointment,
    booking('15:00', { patientId: cole, overbookReason: 'Chest pain' }),
  )
  const about = { patientId: cole, appointmentId: third.appointmentId }
  const shorter = await desk.call(moveAppointment, {
    ...about,
    version: 1,
    ...booking('15:00', {}, { minutes: 15 }).plan,
  })
  const read = () => desk.call(getAppointment, about)
  expect((await read()).overbook?.reason).toBe('Chest pain')
  const freed = await desk.call(moveAppointment, {
    ...about,
    version: shorter.version,
    ...booking('15:00', {}, { providers: [osei.id] }).plan,
  })
  expect((await read()).overbook).toBeNull()
  const back = { ...about, version: freed.version, ...booking('15:00', {}, { providers: [rivera.id] }).plan }
  expect(await reasonOf(desk.call(moveAppointment, back))).toBe('appointment.over-limit')
  await desk.call(moveAppointment, { ...about, version: freed.version, ...freed.before })
  expect((await read()).overbook?.reason).toBe('Chest pain')
})

test('what it is for is changed without moving it; of another kind, what that needs is taken too', async () => {
  const { desk, about, shown, exam, one } = await bookedPractice()
  const details = {
    visitTypeId: exam.id,
    reason: 'Cough, worse',
    notes: '',
    referral: 'Dr. Lee',
    authorization: 'A-20417',
    copayCents: null,
  }
  const changed = await desk.call(changeAppointment, { ...(await about()), ...details })
  expect(changed).toMatchObject({ places: [one.id], unmet: [] })
  expect(await shown()).toMatchObject({
    line: { visitTypeId: exam.id, prepareMinutes: 5, cleanMinutes: 10, minutes: 30, copayCents: null },
    referral: 'Dr. Lee',
    authorization: 'A-20417',
  })
})

test('called off frees the time and says why; restored, it stands again', async () => {
  const { desk, about, shown, cancel, booking, register } = await bookedPractice()
  await expect(cancel('cancelled', 'Did not feel like it')).rejects.toMatchObject({
    reason: 'appointment.reason',
  })
  await cancel()
  expect(await shown()).toMatchObject({
    line: { stage: 'cancelled', overlaps: false },
    steps: [{ kind: 'cancelled', reason: 'Patient asked' }],
  })
  expect(await reasonOf(cancel())).toBe('appointment.called-off')
  expect(await reasonOf(desk.call(moveAppointment, { ...(await about()), ...booking('16:00').plan }))).toBe(
    'appointment.called-off',
  )
  // two others have its time by now: one of them is all that anybody may add
  for (const family of ['Abara', 'Bell'])
    await desk.call(bookAppointment, booking('15:00', { patientId: await register(family) }))
  expect(await reasonOf(desk.call(restoreAppointment, await about()))).toBe('appointment.over-limit')
  await desk.call(restoreAppointment, { ...(await about()), overbookReason: 'Both agreed to wait' })
  expect(await shown()).toMatchObject({
    line: { stage: 'scheduled', overlaps: true },
    overbook: { reason: 'Both agreed to wait' },
    steps: [{ kind: 'cancelled' }, { kind: 'restored' }],
  })
  expect(await reasonOf(desk.call(restoreAppointment, await about()))).toBe('appointment.not-called-off')
  await cancel('rescheduled', '')
  expect((await shown()).line.stage).toBe('rescheduled')
})

test('a booking by mistake is undone, and who is here is not called off', async () => {
  const { cancel, shown, happened } = await bookedPractice()
  happened(step('arrived', '2026-11-24T14:55:00.000Z'))
  expect(await reasonOf(cancel())).toBe('appointment.is-here')
  happened(step('arrived', '2026-11-24T14:55:00.000Z'), step('left', '2026-11-24T15:40:00.000Z'))
  expect(await reasonOf(cancel())).toBe('appointment.is-over')
  happened()
  await cancel('cancelled', bookedByMistake)
  expect((await shown()).line.stage).toBe('cancelled')
})

test('the card says what they owe, and when they were here', async () => {
  const { desk, clock, patientId, shown, happened, appointmentId } = await bookedPractice()
  happened(step('arrived', '2026-11-24T14:55:00.000Z'), step('left', '2026-11-24T15:40:00.000Z'))
  clock.advance(2 * 86_400_000)
  expect((await shown()).card).toMatchObject({ balanceCents: 2500, lastVisit: '2026-11-24T15:00:00.000Z' })
  command(desk.session.store, (tx) =>
    tx.put(receipts, rowFor(receipts, 1, { patientId, appointmentId, cents: 1000, voids: null }) as never),
  )
  expect((await shown()).card?.balanceCents).toBe(1500)
  const { coming, past } = await desk.call(listPatientAppointments, { patientId })
  expect([coming.length, past.map((each) => each.stage)]).toEqual([0, ['left']])
})

test('of a closed chart it says who and when, not what for; it is moved and called off, not rewritten', async () => {
  const { desk, patientId, appointmentId, about, booking } = await bookedPractice()
  const seen = await about()
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
  const shown = await clerk.call(getAppointment, { patientId, appointmentId })
  expect(shown).toMatchObject({
    line: { name: 'Okon, Raeann', closed: true, reason: '', hasNotes: false, phone: '', visitTypeId: null },
    notes: '',
    card: null,
  })
  const moved = await clerk.call(moveAppointment, { ...seen, ...booking('16:00').plan })
  const now = { ...seen, version: moved.version }
  const details = {
    visitTypeId: null,
    reason: '',
    notes: '',
    referral: '',
    authorization: '',
    copayCents: null,
  }
  expect(await reasonOf(clerk.call(changeAppointment, { ...now, ...details }))).toBe('chart.restricted')
  expect(await reasonOf(clerk.call(listPatientAppointments, { patientId }))).toBe('chart.restricted')
  await clerk.call(cancelAppointment, { ...now, kind: 'cancelled', reason: 'Weather', note: '' })
})

test('of whom somebody does not reach, the same', async () => {
  const { desk, patientId, appointmentId, here, there } = await bookedPractice()
  const clerk = colleague(desk, 1, ['front-desk'])
  command(desk.session.store, (tx) => {
    // whoever is booked somewhere is also within reach of there
    tx.amend(users, clerk.id, { scope: [there.id] })
    tx.put(patientPlaces, {
      id: patientId,
      places: [here.id],
      people: [],
      by: desk.session.actor.id,
      at: '2026-11-23T15:05:00.000Z',
    })
  })
  const shown = await clerk.call(getAppointment, { patientId, appointmentId })
  expect(shown).toMatchObject({ line: { closed: true, reason: '' }, card: null })
  expect(await reasonOf(clerk.call(listPatientAppointments, { patientId }))).toBe('chart.out-of-scope')
})

test('an appointment of somebody else is not found under this patient', async () => {
  const { desk, register, about, cancel } = await bookedPractice()
  const other = await register('Abara')
  const wrong = { ...(await about()), patientId: other }
  const ask = { kind: 'cancelled' as const, reason: 'Weather', note: '' }
  expect(await reasonOf(desk.call(cancelAppointment, { ...wrong, ...ask }))).toBe('appointment.not-found')
  await cancel()
})
