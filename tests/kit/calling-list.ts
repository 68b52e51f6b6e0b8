/** A practice whose desk has people to call: who waits for an earlier time, who is to come again, who answered a reminder. Days count from today. */
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { addDays, dayIn } from '../../shared/kernel/time.ts'
import { instantOfMinute } from '../../shared/schedule/appointment.ts'
import { bookAppointment } from '../../shared/schedule/book-appointment.ts'
import { dayNumberOf, minuteAt, weekdayOf } from '../../shared/schedule/day-axis.ts'
import { addRecall, noteRecallTry } from '../../shared/schedule/keep-recalls.ts'
import { addToWaitlist } from '../../shared/schedule/keep-waitlist.ts'
import { reminders } from '../../shared/schedule/reminder.ts'
import { saveHours } from '../../shared/schedule/save-hours.ts'
import { owner, type Workstation } from '../../tools/kit/workstation.ts'
import { longName } from './busy-schedule.ts'
import { rowFor } from './rows.ts'
import { scheduledPractice } from './scheduled.ts'
import { contextAt } from './store.ts'

const zone = owner.timeZone
export const today = dayIn(zone, Date.now())
/** When the visits are that are moved and called off. */
export const visitDay = addDays(today, 3)
const atHour = (day: string, hour: number) => instantOfMinute(minuteAt(zone, dayNumberOf(day), hour * 60))

export type CallingList = Readonly<{ okon: string; eng: string; riveraId: string }>

/** `okon` and `eng`: the ids of their visits. */
export async function fillCallingList(desk: Workstation): Promise<CallingList> {
  const { rivera, osei, here, visit, exam, patientId, booking } = await scheduledPractice(desk)
  const register = async (family: string, given: string, birthDate: string) => {
    const { demographics } = registerPatient.example
    const input = { ...registerPatient.example, demographics: { ...demographics, family, given, birthDate } }
    return (await desk.call(registerPatient, { ...input, notADuplicate: true })).patientId
  }
  for (const { id } of [rivera, osei])
    await desk.call(saveHours, {
      resourceId: id,
      add: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        locationId: here.id,
        weekday,
        everyWeeks: 1,
        firstDay: today,
        lastDay: null,
        fromMinute: 480,
        toMinute: 1020,
        kind: 'open' as const,
        visitTypeIds: [],
        releaseHours: null,
        note: '',
      })),
      change: [],
      remove: [],
    })
  const [abara, baum, eng, long, diaz] = [
    await register('Abara', 'Ngozi', '1971-04-12'),
    await register('Baum', 'Hannah', '1958-11-03'),
    await register('Eng', 'Kenneth', '1990-07-21'),
    await register(longName.family, longName.given, '1949-01-30'),
    await register('Diaz', 'Marisol', '2004-09-09'),
  ]
  const book = async (who: string, day: string, hour: number) =>
    (await desk.call(bookAppointment, booking('15:00', { patientId: who }, { startsAt: atHour(day, hour) })))
      .appointmentId
  const okon = await book(patientId, visitDay, 10)
  const later = await book(eng, addDays(visitDay, 9), 14)
  const wish = { visitTypeId: visit.id, earliest: today }
  await desk.call(addToWaitlist, { patientId: abara, ...wish, note: 'Can come within an hour' })
  await desk.call(addToWaitlist, {
    patientId: baum,
    ...wish,
    urgent: true,
    providers: [rivera.id],
    weekdays: [weekdayOf(dayNumberOf(visitDay))],
    fromMinute: 480,
    toMinute: 720,
  })
  await desk.call(addToWaitlist, {
    patientId: long,
    visitTypeId: exam.id,
    earliest: addDays(today, 20),
    latest: addDays(today, 60),
    providers: [rivera.id, osei.id],
    weekdays: [1, 2, 3, 4, 5],
    note: 'Her daughter drives her, and works until four on Mondays and Wednesdays',
  })
  const due = { visitTypeId: visit.id, providerId: rivera.id }
  const pressure = { ...due, reason: 'Blood pressure', note: 'Home readings were asked for' }
  const { recallId } = await desk.call(addRecall, {
    patientId: abara,
    ...pressure,
    dueOn: addDays(today, -24),
  })
  for (const note of ['No answer', 'Left a message'])
    await desk.call(noteRecallTry, { patientId: abara, recallId, how: 'phone', note })
  await desk.call(addRecall, {
    patientId: long,
    ...due,
    dueOn: addDays(today, -2),
    reason: 'Diabetes, foot exam',
  })
  await desk.call(addRecall, {
    patientId: diaz,
    visitTypeId: null,
    providerId: null,
    dueOn: addDays(today, 12),
    reason: 'Immunization',
  })
  const sent = { channel: 'text', language: 'en', settled: null, reason: '', state: 'sent' }
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString()
  const rows = [
    {
      patientId,
      appointmentId: okon,
      startsAt: atHour(visitDay, 10),
      at: at(1),
      reply: { said: 'confirm', at: at(0.9), done: true },
    },
    {
      patientId,
      appointmentId: okon,
      startsAt: atHour(visitDay, 9),
      at: at(4),
      reply: null,
      channel: 'email',
      state: 'failed',
      reason: 'smtp-550',
    },
    {
      patientId: eng,
      appointmentId: later,
      startsAt: atHour(addDays(visitDay, 9), 14),
      at: at(1),
      reply: { said: 'move', at: at(0.5), done: false },
    },
    {
      patientId: long,
      appointmentId: okon,
      startsAt: atHour(visitDay, 10),
      at: at(1),
      reply: { said: 'cancel', at: at(0.2), done: false },
    },
  ].map((each, n) => reminders.row.parse(rowFor(reminders, n + 1, { ...sent, ...each })))
  desk.session.store.transaction(contextAt(), (tx) => {
    for (const row of rows) tx.put(reminders, row)
    tx.close('test.seed@1')
  })
  return { okon, eng: later, riveraId: rivera.id }
}
