/** A visit from the door to the door, one step at a time, by two desks, and taken back. */
import { expect, test } from 'vitest'
import { locations } from '../../shared/access/location.ts'
import { appointments } from '../../shared/schedule/appointment.ts'
import { getFlow } from '../../shared/schedule/get-flow.ts'
import { takeBackStep } from '../../shared/schedule/take-back-step.ts'
import { takeStep } from '../../shared/schedule/take-step.ts'
import { appointmentRow } from '../../src-main/schedule/appointments.sql.ts'
import { expected, furnish, somebody } from '../kit/flow-day.ts'
import { auditRows, newPractice } from '../kit/practice.ts'
import { command, newTestId } from '../kit/store.ts'
import { reasonOf } from '../kit/closed-practice.ts'

/** An instant some minutes from now. */
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

async function oneExpected(minutes = -10) {
  const desk = await newPractice()
  const house = furnish(desk)
  const patientId = await somebody(desk, 'Okon')
  const startsAt = inMinutes(minutes)
  const appointmentId = expected(desk, house, patientId, startsAt)
  const step = (
    kind: Parameters<typeof desk.call<typeof takeStep>>[1]['kind'],
    roomId: string | null = null,
  ) => desk.call(takeStep, { appointmentId, kind, roomId })
  const row = () => {
    const found = appointmentRow(desk.session.store.read, appointmentId)
    if (!found) throw new Error('no appointment')
    return found
  }
  return { desk, house, patientId, appointmentId, step, row, startsAt }
}

test('a visit goes its way, each step is kept with who and when, and the board says where somebody is', async () => {
  const { desk, house, appointmentId, patientId, step, row, startsAt } = await oneExpected()
  for (const [kind, stage] of [
    ['confirmed', 'confirmed'],
    ['arrived', 'arrived'],
    ['with-provider', 'with-provider'],
    ['checkout', 'checkout'],
    ['left', 'left'],
  ] as const)
    expect(await step(kind)).toMatchObject({ patientId, stage })
  expect(row().steps.map(({ kind, by }) => [kind, by])).toEqual(
    ['confirmed', 'arrived', 'with-provider', 'checkout', 'left'].map((kind) => [
      kind,
      desk.session.actor.id,
    ]),
  )
  // somebody who comes back for the paper that was forgotten
  expect((await step('arrived')).stage).toBe('arrived')
  await step('roomed', house.rooms[1])
  const day = startsAt.slice(0, 10)
  // the day before where the practice's clock is behind
  const days = [day, new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10)]
  const at = async (locationId: string | null) => {
    const lines = []
    for (const each of days) lines.push(...(await desk.call(getFlow, { day: each, locationId })).lines)
    return lines
  }
  const shown = [...(await at(null)), ...(await at(house.locationId))]
  expect(shown).toHaveLength(2)
  expect(shown[0]).toMatchObject({
    appointmentId,
    stage: 'roomed',
    roomId: house.rooms[1],
    name: 'Okon, Pat',
  })
  // what is at a department is at the place it is part of
  const whole = newTestId()
  command(desk.session.store, (tx) => {
    tx.put(locations, {
      id: whole,
      name: 'Harbor Street',
      phone: null,
      address: null,
      active: true,
      own: true,
      partOf: null,
      timeZone: null,
    })
    tx.amend(locations, house.locationId, { partOf: whole })
  })
  expect(await at(whole)).toMatchObject([{ appointmentId }])
  expect(
    auditRows(desk)
      .filter(({ action }) => action === 'appointment.step')
      .every(({ subject }) => subject === patientId),
  ).toBe(true)
})

test('what is said twice is said once, and what cannot be is refused with a reason', async () => {
  const { desk, house, appointmentId, step, row } = await oneExpected(10)
  expect(await reasonOf(step('no-show'))).toBe('step.too-early')
  expect(await reasonOf(step('left'))).toBe('step.not-here')
  expect(await reasonOf(step('checkout'))).toBe('step.not-here')
  expect(await reasonOf(step('roomed'))).toBe('step.room')
  expect(await reasonOf(step('roomed', house.provider))).toBe('step.room')
  expect((await step('unconfirmed')).stepId).toBeNull()
  expect((await step('arrived')).stepId).not.toBeNull()
  expect(await step('arrived')).toMatchObject({ stepId: null, stage: 'arrived' })
  expect(await reasonOf(step('no-show'))).toBe('step.is-here')
  expect(await reasonOf(step('confirmed'))).toBe('step.is-here')
  await step('roomed', house.rooms[0])
  expect((await step('roomed', house.rooms[0])).stepId).toBeNull()
  // to another room
  expect((await step('roomed', house.rooms[1])).stepId).not.toBeNull()
  expect(row().steps).toHaveLength(3)
  expect(await reasonOf(desk.call(takeStep, { appointmentId: house.provider, kind: 'arrived' }))).toBe(
    'appointment.not-found',
  )
  expect(appointmentId).toBe(row().id)
})

test('whoever was cancelled elsewhere and comes has come; whoever did not come is noted, and may come late', async () => {
  const { desk, appointmentId, step, row } = await oneExpected()
  await step('no-show')
  expect(row()).toMatchObject({ stage: 'no-show', busy: 1 })
  expect(await reasonOf(step('confirmed'))).toBe('step.no-show')
  command(desk.session.store, (tx) => {
    tx.amend(appointments, appointmentId, { plan: { ...row().plan, cancelled: true } })
  })
  expect(row()).toMatchObject({ stage: 'cancelled', busy: 0 })
  expect(await reasonOf(step('confirmed'))).toBe('step.called-off')
  expect(await reasonOf(step('no-show'))).toBe('step.called-off')
  expect(await step('arrived')).toMatchObject({ stage: 'arrived' })
  expect(row()).toMatchObject({ stage: 'arrived', busy: 1 })
})

test('one act is taken back by one act: the room, and that they came with it', async () => {
  const { desk, house, appointmentId, step, row } = await oneExpected()
  await step('confirmed')
  const { stepId } = await step('roomed', house.rooms[0])
  expect(row().steps.map(({ kind }) => kind)).toEqual(['confirmed', 'arrived', 'roomed'])
  const back = { appointmentId, stepId: stepId ?? '' }
  expect(await desk.call(takeBackStep, back)).toMatchObject({ stage: 'confirmed' })
  expect(row().steps.map(({ kind }) => kind)).toEqual(['confirmed'])
  expect(await reasonOf(desk.call(takeBackStep, back))).toBe('step.gone')
  // what called it off is undone by what did
  command(desk.session.store, (tx) => {
    const called = {
      ...row().steps[0],
      id: house.provider,
      kind: 'cancelled' as const,
      at: '2020-01-01T00:00:00.000Z',
    }
    tx.amend(appointments, appointmentId, { steps: [...row().steps, called as never] })
  })
  expect(await reasonOf(desk.call(takeBackStep, { appointmentId, stepId: house.provider }))).toBe(
    'step.of-the-plan',
  )
})
