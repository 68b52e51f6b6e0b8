/** How a practice reminds, what a patient wants none by, and answers that wait for the desk. */
import { expect, test } from 'vitest'
import { registerPatient } from '../../shared/patients/register-patient.ts'
import { getReminders, listReplies, settleReply } from '../../shared/schedule/get-reminders.ts'
import { reminders } from '../../shared/schedule/reminder.ts'
import { suggestedReminders } from '../../shared/schedule/reminder-policy.ts'
import { getReminderPolicy, saveReminderPolicy } from '../../shared/schedule/save-reminder-policy.ts'
import { setContactPreference } from '../../shared/schedule/set-contact-preference.ts'
import { reasonOf } from '../kit/closed-practice.ts'
import { newPractice, tempFolder } from '../kit/practice.ts'
import { rowFor } from '../kit/rows.ts'
import { contextAt } from '../kit/store.ts'

test('nobody is reminded before the practice says how; words about a visit or a patient are not taken; whoever was overtaken is told', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  expect(await desk.call(getReminderPolicy, {})).toEqual({ version: null, policy: suggestedReminders })
  const save = (version: number | null, more: object) =>
    desk.call(saveReminderPolicy, { version, policy: { ...suggestedReminders, ...more } })
  for (const words of ['Your {reason}', 'With {provider}', '{first}, come', '{}'])
    expect(await reasonOf(save(null, { templates: { en: words, es: '' } }))).toBe('input.invalid')
  await save(null, { hoursBefore: [2, 48, 2], templates: { en: '{practice}: {day}, {time}', es: '' } })
  const saved = await desk.call(getReminderPolicy, {})
  expect(saved).toMatchObject({ version: 1, policy: { hoursBefore: [48, 2] } })
  expect(await reasonOf(save(null, {}))).toBe('row.changed')
  await save(1, { mayCancel: true })
  expect(await desk.call(getReminderPolicy, {})).toMatchObject({ version: 2, policy: { mayCancel: true } })
})

test('a patient’s wish is kept; an answer waits until somebody has seen to it, once', async () => {
  const desk = await newPractice({ profile: tempFolder(true) })
  const { patientId } = await desk.call(registerPatient, registerPatient.example)
  await desk.call(setContactPreference, { patientId, noEmail: true, noText: false, language: 'es' })
  await desk.call(setContactPreference, { patientId, noEmail: true, noText: true, language: null })
  const reply = (said: string, done: boolean) => ({ said, at: '2026-03-04T11:00:00.000Z', done })
  const rows = [reply('move', false), reply('confirm', true), null].map((each, n) =>
    reminders.row.parse(rowFor(reminders, n + 1, { patientId, reply: each, settled: null, state: 'sent' })),
  )
  desk.session.store.transaction(contextAt(), (tx) => {
    for (const row of rows) tx.put(reminders, row)
    tx.close('test.seed@1')
  })
  const theirs = await desk.call(getReminders, { patientId })
  expect(theirs).toMatchObject({ noEmail: true, noText: true, language: null })
  expect(theirs.reminders.map(({ reminderId }) => reminderId).toSorted()).toEqual(
    rows.map(({ id }) => id).toSorted(),
  )
  const { replies } = await desk.call(listReplies, {})
  const [first] = rows
  expect(replies).toMatchObject([
    { reminderId: first?.id, name: 'O’Kon, Raeann', phone: '617-555-0142', said: 'move' },
  ])
  const settled = { reminderId: first?.id ?? '', version: replies[0]?.version ?? 0 }
  expect(await desk.call(settleReply, settled)).toEqual({ patientId })
  expect(await reasonOf(desk.call(settleReply, settled))).toBe('reminder.nothing-asked')
  expect(await desk.call(listReplies, {})).toEqual({ replies: [] })
})
