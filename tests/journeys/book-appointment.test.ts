import { expect, test } from 'vitest'
import { permissionsOf } from '../../shared/access/roles.ts'
import { findPatients } from '../../shared/patients/find-patients.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { listPatientAppointments } from '../../shared/schedule/list-patient-appointments.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { auditRows } from '../kit/practice.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { colleague } from '../kit/scoped.ts'
import { countOf } from '../kit/store.ts'

test('a visit is booked, stands where it was put, and is the next of its patient', async () => {
  const { desk, patientId, booking, rivera } = await scheduledPractice()
  const booked = await desk.call(bookAppointment, booking('15:00'))
  expect(booked).toMatchObject({ version: 1, patientId, mrn: null, places: [], unmet: [] })
  const { appointmentId } = booked
  const shown = await desk.call(getAppointment, { patientId, appointmentId })
  expect(shown).toMatchObject({
    line: {
      name: 'Okon, Raeann',
      startMin: Date.parse('2026-11-24T15:00:00Z') / 60_000,
      minutes: 30,
      providers: [rivera.id],
      stage: 'scheduled',
      overlaps: false,
      reason: 'Cough for three weeks',
      hasNotes: true,
      copayCents: 2500,
    },
    notes: 'Needs an interpreter',
    overbook: null,
    steps: [],
    card: {
      phone: '617-555-0142',
      balanceCents: 0,
      insurance: { state: 'active', payer: 'Blue Cross of Massachusetts' },
      lastVisit: null,
    },
  })
  const { coming, past } = await desk.call(listPatientAppointments, { patientId })
  expect(coming).toMatchObject([
    {
      appointmentId,
      startsAt: '2026-11-24T15:00:00.000Z',
      providers: ['Dr. Rivera'],
      visitType: 'Follow-up',
    },
  ])
  expect(past).toEqual([])
  expect(auditRows(desk).findLast(({ action }) => action === 'appointment.book')).toMatchObject({
    subject: patientId,
    outcome: 'done',
    category: 'schedule',
  })
})

test('somebody new is registered in the same step, or nothing at all is done', async () => {
  const { desk, booking } = await scheduledPractice()
  const newPatient = {
    family: 'Nakamura',
    given: 'Ken',
    birthDate: '1974-05-09',
    phone: '(617) 555-0199',
    notADuplicate: false,
  }
  const { patientId, mrn } = await desk.call(
    bookAppointment,
    booking('15:00', { patientId: null, newPatient }),
  )
  expect(mrn).toBe('100002')
  const { lines } = await desk.call(findPatients, { text: '6175550199', limit: 5 })
  expect(lines).toMatchObject([{ patientId, name: 'Nakamura, Ken', birthDate: '1974-05-09' }])
  expect(auditRows(desk).at(-2)).toMatchObject({ action: 'appointment.book', subject: patientId })
  expect(JSON.parse(auditRows(desk).at(-2)?.detail ?? '{}')).toMatchObject({ registered: true })

  const again = booking('16:00', { patientId: null, newPatient })
  const before = [countOf(desk.session.store, 'patients'), countOf(desk.session.store, 'appointments')]
  expect(await reasonOf(desk.call(bookAppointment, again))).toBe('patient.duplicate')
  // whoever may book, and not take anybody on
  const manager = colleague(desk, 1, ['practice-manager'])
  const other = { ...newPatient, family: 'Nakagawa' }
  expect(
    await reasonOf(manager.call(bookAppointment, booking('16:00', { patientId: null, newPatient: other }))),
  ).toBe('permission.missing')
  expect([countOf(desk.session.store, 'patients'), countOf(desk.session.store, 'appointments')]).toEqual(
    before,
  )
  await desk.call(bookAppointment, { ...again, newPatient: { ...newPatient, notADuplicate: true } })
  expect(countOf(desk.session.store, 'patients')).toBe((before[0] ?? 0) + 1)
})

test('a kind of visit that needs a room gets one that is free, with the time before and after', async () => {
  const { desk, booking, exam, one, two, osei } = await scheduledPractice()
  const kind = { visitTypeId: exam.id }
  const first = await desk.call(bookAppointment, booking('15:00', kind))
  expect(first).toMatchObject({ places: [one.id], unmet: [] })
  // ends at 15:30, is cleaned until 15:40: the next is got ready from 15:35 on
  const second = await desk.call(bookAppointment, booking('15:40', kind, { providers: [osei.id] }))
  expect(second).toMatchObject({ places: [two.id] })
  const third = await desk.call(bookAppointment, booking('15:45', kind))
  expect(third).toMatchObject({ places: [one.id] })
  const none = await desk.call(bookAppointment, booking('15:30', kind, { providers: [osei.id], minutes: 60 }))
  expect(none).toMatchObject({ places: [], unmet: ['exam'] })
  // whoever says which, has that; and one of another location is nobody's slip to correct
  const said = await desk.call(bookAppointment, booking('18:00', kind, { places: [two.id] }))
  expect(said).toMatchObject({ places: [two.id] })
})

test('what is not there, not here or not said is refused in words', async () => {
  const { desk, booking, far, exam, one } = await scheduledPractice()
  const ask = (...how: Parameters<typeof booking>) => reasonOf(desk.call(bookAppointment, booking(...how)))
  const nobody = '0190f3c4-6c1e-7e0a-9a53-00000000dead'
  expect(await ask('15:00', {}, { providers: [nobody] })).toBe('resource.missing')
  expect(await ask('15:00', {}, { providers: [one.id] })).toBe('resource.missing')
  expect(await ask('15:00', { visitTypeId: exam.id }, { places: [far.id] })).toBe('resource.elsewhere')
  expect(await ask('15:00', {}, { locationId: nobody })).toBe('location.missing')
  expect(await ask('15:00', { visitTypeId: nobody })).toBe('visit-type.missing')
  expect(await ask('15:00', { patientId: nobody })).toBe('patient.not-found')
  expect(await ask('15:00', { patientId: null })).toBe('appointment.who')
  expect(await ask('15:00', {}, { providers: [] })).toBe('appointment.nobody')
})

test('beside others is shown; beyond the limit asks for a reason, and for a right', async () => {
  const { desk, booking, register, rivera } = await scheduledPractice()
  const people = await Promise.all(['Abara', 'Bell', 'Cole'].map((family) => register(family)))
  const [abara = '', bell = '', cole = ''] = people
  const one = await desk.call(bookAppointment, booking('15:00', { patientId: abara }))
  const two = await desk.call(bookAppointment, booking('15:15', { patientId: bell }))
  const overlaps = async ({ patientId, appointmentId }: { patientId: string; appointmentId: string }) =>
    (await desk.call(getAppointment, { patientId, appointmentId })).line.overlaps
  expect([await overlaps(one), await overlaps(two)]).toEqual([true, true])
  // one beyond what is taken at once is anybody's; a second is not
  const third = booking('15:20', { patientId: cole })
  await expect(desk.call(bookAppointment, third)).rejects.toMatchObject({
    reason: 'appointment.over-limit',
    params: { which: rivera.name },
  })
  const clerk = colleague(desk, 1, ['front-desk'])
  expect(permissionsOf(['front-desk']).has('schedule.overbook')).toBe(false)
  const meant = { ...third, overbookReason: 'Chest pain' }
  expect(await reasonOf(clerk.call(bookAppointment, meant))).toBe('appointment.full')
  const passed = await desk.call(bookAppointment, meant)
  const shown = await desk.call(getAppointment, { patientId: cole, appointmentId: passed.appointmentId })
  expect(shown.overbook).toMatchObject({ reason: 'Chest pain', by: shown.madeBy })
  // one that begins as the others end is beside nobody
  const after = await desk.call(bookAppointment, booking('15:50'))
  expect(await overlaps({ ...after })).toBe(false)
})
