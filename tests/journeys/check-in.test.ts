/** What the desk asks for when somebody comes: shown, noted in the same act as the arrival, taken back, and grown old. */
import { expect, test } from 'vitest'
import { getPatient } from '../../shared/patients/get-patient.ts'
import { checkIn } from '../../shared/schedule/check-in.ts'
import { correctAddress } from '../../shared/schedule/correct-address.ts'
import { deskCheckKinds, deskChecks } from '../../shared/schedule/desk-check.ts'
import { getCheckIn } from '../../shared/schedule/get-check-in.ts'
import { getFlow } from '../../shared/schedule/get-flow.ts'
import { noteChecks } from '../../shared/schedule/note-checks.ts'
import { takePayment } from '../../shared/schedule/take-payment.ts'
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { owner } from '../../tools/kit/workstation.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { expected, furnish, somebody } from '../kit/flow-day.ts'
import { newPractice } from '../kit/practice.ts'
import { command } from '../kit/store.ts'

const today = () => dayIn(owner.timeZone, Date.now())

test('arrival and what was shown are one act; whoever has no insurance is asked for no card', async () => {
  const desk = await newPractice()
  const house = furnish(desk)
  const [insured, own] = [await somebody(desk, 'Okon', 'Blue Cross'), await somebody(desk, 'Abara')]
  const [one, two] = [insured, own].map((patientId) =>
    expected(desk, house, patientId, new Date().toISOString()),
  ) as [string, string]
  const first = await desk.call(checkIn, { appointmentId: one, seen: ['card', 'identity', 'consent'] })
  expect(first).toMatchObject({ stage: 'arrived', missing: ['privacyNotice', 'address', 'eligibility'] })
  expect(first.stepId).not.toBeNull()
  // the rest, of somebody who is here already
  const rest = await desk.call(checkIn, { appointmentId: one, seen: first.missing })
  expect(rest).toMatchObject({ stepId: null, missing: [] })
  const second = await desk.call(checkIn, { appointmentId: two, seen: [] })
  expect(second.missing).toEqual(['consent', 'privacyNotice', 'identity', 'address'])
  const { needs } = await desk.call(getCheckIn, { patientId: own, appointmentId: two })
  expect(needs.filter(({ state }) => state === 'none').map(({ kind }) => kind)).toEqual([
    'card',
    'eligibility',
  ])
  const { lines } = await desk.call(getFlow, { day: today(), locationId: null })
  expect(lines.map(({ missing }) => missing.length).toSorted((a, b) => a - b)).toEqual([0, 4])
  // an appointment of one patient says nothing of another
  expect(await reasonOf(desk.call(getCheckIn, { patientId: own, appointmentId: one }))).toBe(
    'appointment.not-found',
  )
})

test('what was shown grows as old as the practice lets it, and a slip is taken back', async () => {
  const desk = await newPractice()
  const house = furnish(desk)
  const patientId = await somebody(desk, 'Okon', 'Blue Cross')
  const appointmentId = expected(desk, house, patientId, new Date().toISOString())
  const on = (days: number) => ({
    on: addDays(today(), -days),
    by: desk.session.actor.id,
    at: '2024-01-01T00:00:00.000Z',
  })
  command(desk.session.store, (tx) =>
    tx.put(deskChecks, {
      id: patientId,
      consent: on(365),
      privacyNotice: on(4000),
      card: on(366),
      identity: on(4000),
      address: on(365),
      eligibility: on(31),
    }),
  )
  const states = async () =>
    Object.fromEntries(
      (await desk.call(getCheckIn, { patientId, appointmentId })).needs.map(({ kind, state }) => [
        kind,
        state,
      ]),
    )
  expect(await states()).toEqual({
    consent: 'fine',
    privacyNotice: 'fine',
    card: 'old',
    identity: 'fine',
    address: 'fine',
    eligibility: 'old',
  })
  const { before } = await desk.call(noteChecks, { patientId, checks: [{ kind: 'card', on: today() }] })
  expect((await states())['card']).toBe('fine')
  await desk.call(noteChecks, { patientId, checks: before })
  expect((await states())['card']).toBe('old')
  await desk.call(noteChecks, { patientId, checks: deskCheckKinds.map((kind) => ({ kind, on: null })) })
  expect(new Set(Object.values(await states()))).toEqual(new Set(['missing']))
  const tomorrow = { kind: 'card' as const, on: addDays(today(), 1) }
  expect(await reasonOf(desk.call(noteChecks, { patientId, checks: [tomorrow] }))).toBe('check.future')
})

test('an address is put right in place: nothing else of the patient changes, and a form of an older row is refused', async () => {
  const desk = await newPractice()
  const house = furnish(desk)
  const patientId = await somebody(desk, 'Okon', 'Blue Cross')
  const appointmentId = expected(desk, house, patientId, new Date().toISOString())
  const before = await desk.call(getPatient, { patientId })
  const address = {
    line1: '9 Quay Rd',
    line2: '',
    city: 'Lynn',
    state: 'ma',
    zip: '019041234',
    country: 'US',
  }
  const { version } = await desk.call(correctAddress, {
    patientId,
    version: before.version,
    address,
    phone: '(978) 555-0100',
  })
  expect(version).toBeGreaterThan(before.version)
  const after = await desk.call(getPatient, { patientId })
  expect(after.patient).toEqual({
    ...before.patient,
    address: { ...address, state: 'MA', zip: '01904-1234' },
    phones: [{ use: 'mobile', number: '978-555-0100' }],
  })
  expect(
    (await desk.call(getCheckIn, { patientId, appointmentId })).needs.find(({ kind }) => kind === 'address')
      ?.state,
  ).toBe('fine')
  expect(
    await reasonOf(desk.call(correctAddress, { patientId, version: before.version, address, phone: '' })),
  ).toBe('row.changed')
})

test('what is owed of earlier visits is what was not paid then; whoever never came owes nothing', async () => {
  const desk = await newPractice()
  const house = furnish(desk)
  const patientId = await somebody(desk, 'Okon')
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  const left = {
    id: house.rooms[0],
    kind: 'left' as const,
    at: ago(20),
    by: null,
    roomId: null,
    reason: '',
    note: '',
  }
  const came = expected(desk, house, patientId, ago(20), { copayCents: 4000, steps: [left] })
  expected(desk, house, patientId, ago(10), { copayCents: 9900 })
  const appointmentId = expected(desk, house, patientId, new Date().toISOString(), { copayCents: 2500 })
  await desk.call(takePayment, {
    patientId,
    appointmentId: came,
    cents: 1500,
    method: 'cash',
    reference: '',
    note: '',
  })
  expect(await desk.call(getCheckIn, { patientId, appointmentId })).toMatchObject({
    copayCents: 2500,
    paidCents: 0,
    owedCents: 2500,
  })
})
