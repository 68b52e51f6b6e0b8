/** Who waits, and who is to come again, at the door of a real store. */
import { expect, test } from 'vitest'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { cancelAppointment } from '../../shared/schedule/cancel-appointment.ts'
import { getWaitingCounts } from '../../shared/schedule/get-waiting-counts.ts'
import { getAppointment } from '../../shared/schedule/get-appointment.ts'
import { addRecall, bookRecall, closeRecall, noteRecallTry } from '../../shared/schedule/keep-recalls.ts'
import {
  addToWaitlist,
  changeWaitlistEntry,
  removeFromWaitlist,
} from '../../shared/schedule/keep-waitlist.ts'
import { listRecalls } from '../../shared/schedule/list-recalls.ts'
import { listWaitlist } from '../../shared/schedule/list-waitlist.ts'
import { moveAppointment } from '../../shared/schedule/move-appointment.ts'
import { answerOffer, offerSlot } from '../../shared/schedule/offer-slot.ts'
import { restrictChart } from '../../shared/privacy/restrict-chart.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { colleagueAt } from '../kit/colleague.ts'
import { scheduledPractice } from '../kit/scheduled.ts'

const cancelled = { kind: 'cancelled' as const, reason: 'Patient asked', note: '' }

test('what becomes free is offered to whoever wishes it: the urgent first, nobody what they could not come to', async () => {
  const { desk, booking, register, visit, exam, rivera, osei, patientId } = await scheduledPractice()
  const people = await Promise.all(['Abara', 'Baum', 'Cole', 'Diaz', 'Eng'].map((name) => register(name)))
  const [abara = '', baum = '', cole = '', diaz = '', eng = ''] = people
  const wish = { visitTypeId: visit.id, earliest: '2026-11-24' }
  await desk.call(addToWaitlist, { patientId: abara, ...wish })
  await desk.call(addToWaitlist, { patientId: baum, ...wish, urgent: true, providers: [rivera.id] })
  await desk.call(addToWaitlist, { patientId: cole, ...wish, providers: [osei.id] })
  // ten in the morning in New York
  await desk.call(addToWaitlist, { patientId: diaz, ...wish, fromMinute: 720 })
  // they come already, and sooner
  const sooner = await desk.call(bookAppointment, booking('14:00', { patientId: eng }))
  await desk.call(addToWaitlist, { patientId: eng, ...wish, appointmentId: sooner.appointmentId })
  expect(
    await reasonOf(desk.call(addToWaitlist, { patientId: abara, ...wish, fromMinute: 600, toMinute: 600 })),
  ).toBe('waitlist.never')
  const booked = await desk.call(bookAppointment, booking('15:00'))
  const { appointmentId } = booked
  await desk.call(cancelAppointment, { patientId, appointmentId, version: 1, ...cancelled })
  const lines = async () => (await desk.call(listWaitlist, {})).lines
  const offered = (await lines()).filter(({ offers }) => offers.length > 0)
  expect(await desk.call(getWaitingCounts, {})).toEqual({ offers: 2, recalls: 0, replies: 0 })
  expect(offered.map(({ patientId: id }) => id)).toEqual([baum, abara])
  expect(offered[0]?.offers).toMatchObject([
    {
      startMin: Date.parse('2026-11-24T15:00:00Z') / 60_000,
      isFree: true,
      alsoOffered: 1,
      answer: null,
      by: '',
    },
  ])

  // declined by one, taken by the other: booked, and off the list
  const answer = async (who: string, said: 'taken' | 'declined') => {
    const line = (await lines()).find(({ patientId: id }) => id === who)
    const offerId = line?.offers.find((each) => each.answer === null)?.offerId ?? ''
    return desk.call(answerOffer, {
      patientId: who,
      waitlistEntryId: line?.waitlistEntryId ?? '',
      offerId,
      answer: said,
    })
  }
  expect(await answer(baum, 'declined')).toEqual({ outcome: 'declined', appointmentId: null })
  const taken = await answer(abara, 'taken')
  expect(taken.outcome).toBe('booked')
  expect((await lines()).map(({ patientId: id }) => id)).not.toContain(abara)
  const { line } = await desk.call(getAppointment, {
    patientId: abara,
    appointmentId: taken.appointmentId ?? '',
  })
  expect(line).toMatchObject({ origin: 'waitlist', providers: [rivera.id], minutes: visit.minutes })

  // offered by hand what another has taken meanwhile: nothing is booked, and that is kept
  const hand = { startsAt: '2026-11-24T15:00:00.000Z', minutes: 30, locationId: line.locationId }
  const entry = (await lines()).find(({ patientId: id }) => id === baum)?.waitlistEntryId ?? ''
  const asked = { patientId: baum, waitlistEntryId: entry, ...hand, providers: [rivera.id] }
  await desk.call(offerSlot, asked)
  expect(await reasonOf(desk.call(offerSlot, asked))).toBe('waitlist.offered-already')
  expect(await answer(baum, 'taken')).toEqual({ outcome: 'gone', appointmentId: null })

  // whoever comes already is moved, and what they leave is offered on
  const eight = await desk.call(bookAppointment, booking('13:00', {}, { providers: [osei.id] }))
  await desk.call(moveAppointment, {
    ...booking('13:00').plan,
    patientId,
    appointmentId: eight.appointmentId,
    version: 1,
    startsAt: '2026-11-24T19:00:00.000Z',
    providers: [osei.id],
  })
  expect(await answer(eng, 'taken')).toEqual({ outcome: 'moved', appointmentId: sooner.appointmentId })
  expect((await lines()).find(({ patientId: id }) => id === baum)?.offers.at(-1)).toMatchObject({
    startMin: Date.parse('2026-11-24T14:00:00Z') / 60_000,
    isFree: true,
  })

  const last = (await lines()).find(({ patientId: id }) => id === cole)
  const entryId = { patientId: cole, waitlistEntryId: last?.waitlistEntryId ?? '' }
  await desk.call(changeWaitlistEntry, {
    ...entryId,
    version: last?.version ?? 0,
    ...wish,
    visitTypeId: exam.id,
  })
  const removed = { ...entryId, why: 'Was seen elsewhere' }
  await desk.call(removeFromWaitlist, removed)
  expect(await reasonOf(desk.call(removeFromWaitlist, removed))).toBe('waitlist.not-waiting')

  // of a closed chart the name is shown, and not what for
  await desk.call(restrictChart, { ...restrictChart.example, patientId: diaz })
  const front = colleagueAt(desk, 31, ['front-desk'], 'Dana Ives')
  const closed = (await front.call(listWaitlist, {})).lines.find(({ patientId: id }) => id === diaz)
  expect(closed).toMatchObject({ name: 'Diaz, Raeann', closed: true, phone: '', visitType: '', note: '' })
})

test('a recall is due, tried, booked or closed', async () => {
  const { desk, booking, register, visit, rivera, patientId } = await scheduledPractice()
  const abara = await register('Abara')
  const what = { visitTypeId: visit.id, providerId: rivera.id, reason: 'Blood pressure' }
  const due = await desk.call(addRecall, { patientId, ...what, dueOn: '2026-11-20' })
  const later = await desk.call(addRecall, { patientId: abara, ...what, dueOn: '2026-12-10' })
  await desk.call(noteRecallTry, { patientId, ...due, how: 'phone', note: 'No answer' })
  const { today, lines } = await desk.call(listRecalls, { until: '2026-12-31' })
  expect(today).toBe('2026-11-23')
  expect(lines).toMatchObject([
    {
      name: 'Okon, Raeann',
      overdue: true,
      provider: 'Dr. Rivera',
      visitType: 'Follow-up',
      tries: [{ how: 'phone', note: 'No answer', by: 'Ana Rivera, MD' }],
    },
    { name: 'Abara, Raeann', overdue: false, tries: [] },
  ])
  expect((await desk.call(listRecalls, { until: '2026-11-30' })).lines).toHaveLength(1)
  const { appointmentId } = await desk.call(bookAppointment, booking('15:00', { origin: 'recall' }))
  expect(await reasonOf(desk.call(bookRecall, { patientId: abara, ...later, appointmentId }))).toBe(
    'appointment.not-found',
  )
  await desk.call(bookRecall, { patientId, ...due, appointmentId })
  expect(await desk.call(getWaitingCounts, {})).toEqual({ offers: 0, recalls: 0, replies: 0 })
  expect(await reasonOf(desk.call(noteRecallTry, { patientId, ...due, how: 'phone', note: '' }))).toBe(
    'recall.not-due',
  )
  // called off, it is due again
  await desk.call(cancelAppointment, { patientId, appointmentId, version: 1, ...cancelled })
  expect((await desk.call(getWaitingCounts, {})).recalls).toBe(1)
  await desk.call(closeRecall, { patientId, ...due, note: 'Goes elsewhere now' })
  await desk.call(closeRecall, { patientId: abara, ...later, note: 'Moved away' })
  expect((await desk.call(listRecalls, { until: '2026-12-31' })).lines).toEqual([])
  expect(
    await reasonOf(desk.call(addRecall, { patientId, ...what, providerId: visit.id, dueOn: '2026-12-10' })),
  ).toBe('resource.missing')
})
