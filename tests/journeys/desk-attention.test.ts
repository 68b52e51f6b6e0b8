/** What needs somebody at the front desk, who reads no charts: the schedule and their own work, and nothing else. And who comes to a series or a group. */
import { expect, test } from 'vitest'
import { discardDeskRefused, listDeskRefused, retryDeskRefused } from '../../shared/attention/desk-refused.ts'
import { listAttention } from '../../shared/attention/list-attention.ts'
import { opText, type Op } from '../../shared/kernel/op.ts'
import { bookGroup, moveGroup } from '../../shared/schedule/book-group.ts'
import { bookSeries, exampleRule } from '../../shared/schedule/book-series.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { getPlanWarnings } from '../../shared/schedule/check-plan.ts'
import { getGroup } from '../../shared/schedule/get-group.ts'
import { getSeries } from '../../shared/schedule/get-series.ts'
import { listConflicts } from '../../shared/schedule/list-conflicts.ts'
import { pack } from '../../src-main/store/packing.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { refuse } from '../kit/outages.ts'
import { scheduledPractice } from '../kit/scheduled.ts'
import { newTestId, waitingOps } from '../kit/store.ts'

test('of what was not taken the desk is told what it wrote of the schedule, and can send it again or give it up', async () => {
  const { desk, booking } = await scheduledPractice()
  const front = colleagueAt(desk, 3, ['front-desk'], 'Bo Lindqvist')
  await front.call(bookAppointment, booking('15:00'))
  await front.call(bookAppointment, booking('16:00'))
  const { store } = desk.session
  const ops = waitingOps(store)
  const isBooking = ({ changes }: Op) => changes.every(({ type }) => type === 'appointment')
  const [first, second] = ops.filter(isBooking)
  if (!first || !second) throw new Error('nothing was written')
  // one that says something of a chart beside the booking is not the desk's
  const problem = { type: 'problem', id: newTestId(), baseVersion: 0, base: {}, set: {}, gone: false }
  const mixed: Op = { ...first, op: newTestId(), changes: [...first.changes, problem] }
  for (const { op } of [first, second]) refuse(desk, op)
  store.db
    .prepare(
      `INSERT INTO attention (op, reason, body, state, madeAt) VALUES (?, 'row.invalid', ?, 'open', ?)`,
    )
    .run(mixed.op, pack(opText(mixed)), mixed.at)

  expect(await reasonOf(front.call(listAttention, { patientId: null }))).toBe('permission.missing')
  const { refused } = await front.call(listDeskRefused, {})
  expect(
    refused.map(({ op, entityType, patientName, title }) => [op, entityType, patientName, title]),
  ).toEqual([
    [first.op, 'appointment', 'Okon, Raeann', ''],
    [second.op, 'appointment', 'Okon, Raeann', ''],
  ])
  expect((await front.call(listConflicts, {})).conflicts).toEqual([])
  // whoever only looks at the schedule is told nothing
  const biller = colleagueAt(desk, 4, ['biller'], 'Dana Osei')
  expect(await reasonOf(biller.call(listDeskRefused, {}))).toBe('permission.missing')

  expect(await reasonOf(front.call(retryDeskRefused, { op: mixed.op }))).toBe('attention.not-yours')
  expect(await reasonOf(front.call(discardDeskRefused, { op: mixed.op, reason: 'No' }))).toBe(
    'attention.not-yours',
  )
  await front.call(retryDeskRefused, { op: first.op })
  await front.call(discardDeskRefused, { op: second.op, reason: 'Booked again' })
  expect((await front.call(listDeskRefused, {})).refused).toEqual([])
  expect(await reasonOf(front.call(retryDeskRefused, { op: first.op }))).toBe('attention.settled')
  expect((await desk.call(listAttention, { patientId: null })).refused.map(({ op }) => op)).toEqual([
    mixed.op,
  ])
})

test('a series says its rule and every visit; an appointment of none is told so', async () => {
  const { desk, booking, patientId } = await scheduledPractice()
  const visit = booking('15:00')
  const { visits } = await desk.call(bookSeries, { ...visit, patientId, rule: exampleRule })
  const appointmentId = visits[1]?.appointmentId ?? ''
  const series = await desk.call(getSeries, { patientId, appointmentId })
  expect([series.rule, series.firstDay]).toEqual([exampleRule, '2026-11-24'])
  expect(series.visits.map(({ number, appointmentId: id }) => [number, id])).toEqual(
    visits.map(({ number, appointmentId: id }) => [number, id]),
  )
  const single = await desk.call(bookAppointment, booking('18:00'))
  expect(await reasonOf(desk.call(getSeries, { patientId, appointmentId: single.appointmentId }))).toBe(
    'series.none',
  )
})

test('a group moves within its own time and keeps its room; who comes is told by name', async () => {
  const { desk, booking, register, exam, one } = await scheduledPractice()
  const patientIds = [await register('Baum'), await register('Abara')]
  const { plan, visitTypeId: _other, patientId: _none, ...details } = booking('15:00')
  const { appointments, places } = await desk.call(bookGroup, {
    ...details,
    patientIds,
    plan,
    visitTypeId: exam.id,
  })
  expect(places).toEqual([one.id])
  const [first] = appointments
  if (!first) throw new Error('nobody was booked')
  const later = { ...plan, startsAt: '2026-11-24T15:10:00.000Z' }
  // those who come with them are not in their way, and so it is said before
  const asked = { patientId: null, appointmentId: first.appointmentId, visitTypeId: exam.id, plan: later }
  const placesOf = async (withGroup: boolean) =>
    (await desk.call(getPlanWarnings, { ...asked, withGroup })).places.map(({ name }) => name)
  expect([await placesOf(true), await placesOf(false)]).toEqual([['Room 1'], ['Room 2']])
  const moved = await desk.call(moveGroup, { appointmentId: first.appointmentId, ...later })
  expect(moved).toEqual({ moved: 2, places: [one.id], unmet: [] })
  const { people } = await desk.call(getGroup, { appointmentId: first.appointmentId })
  expect(people.map(({ name, stage }) => [name, stage])).toEqual([
    ['Abara, Raeann', 'scheduled'],
    ['Baum, Raeann', 'scheduled'],
  ])
})
