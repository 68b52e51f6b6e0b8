/** Somebody who stands at the desk without an appointment is on the board by one act, known or new, with somebody or with whoever is free. */
import { expect, test } from 'vitest'
import { dayIn } from '../../shared/kernel/time.ts'
import { addWalkIn } from '../../shared/schedule/add-walk-in.ts'
import { getFlow } from '../../shared/schedule/get-flow.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { furnish, somebody } from '../kit/flow-day.ts'
import { newPractice } from '../kit/practice.ts'
import { countOf } from '../kit/store.ts'

test('known or new, they are here at once; who looks the same as somebody known is asked about, and nothing is done by halves', async () => {
  const desk = await newPractice()
  const { locationId, provider, visitTypeId } = furnish(desk)
  const known = await somebody(desk, 'Okon')
  const one = await desk.call(addWalkIn, { patientId: known, locationId, reason: 'Cut a finger' })
  expect(one).toMatchObject({ patientId: known, mrn: null })
  const person = {
    family: 'Abara',
    given: 'Chidi',
    birthDate: '1990-05-01',
    phone: '617-555-0199',
    notADuplicate: false,
  }
  const walkIn = {
    patientId: null,
    newPatient: person,
    locationId,
    providers: [provider],
    visitTypeId,
    reason: '',
    copayCents: 2500,
  }
  const two = await desk.call(addWalkIn, walkIn)
  expect(two.mrn).toMatch(/^\d+$/)
  const day = dayIn(owner.timeZone, Date.now())
  const { lines } = await desk.call(getFlow, { day, locationId })
  expect(
    lines.map(({ name, stage, walkIn: isWalkIn, providers, copayCents }) => ({
      name,
      stage,
      isWalkIn,
      providers,
      copayCents,
    })),
  ).toEqual(
    expect.arrayContaining([
      { name: 'Okon, Pat', stage: 'arrived', isWalkIn: true, providers: [], copayCents: null },
      { name: 'Abara, Chidi', stage: 'arrived', isWalkIn: true, providers: [provider], copayCents: 2500 },
    ]),
  )
  const before = [countOf(desk.session.store, 'patients'), countOf(desk.session.store, 'appointments')]
  expect(await reasonOf(desk.call(addWalkIn, walkIn))).toBe('appointment.over-limit')
  expect(await reasonOf(desk.call(addWalkIn, { ...walkIn, overbookReason: 'Bleeds' }))).toBe(
    'patient.duplicate',
  )
  expect(await reasonOf(desk.call(addWalkIn, { ...walkIn, newPatient: null, providers: [] }))).toBe(
    'appointment.who',
  )
  expect([countOf(desk.session.store, 'patients'), countOf(desk.session.store, 'appointments')]).toEqual(
    before,
  )
})
