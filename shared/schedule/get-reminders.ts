import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { reminderStates, replies } from './reminder.ts'

const Line = z.strictObject({
  reminderId: z.string(),
  appointmentId: z.string(),
  startsAt: z.string(),
  channel: z.enum(['email', 'text']),
  state: z.enum(reminderStates),
  at: z.string(),
  reason: z.string(),
  reply: z.strictObject({ said: z.enum(replies), at: z.string(), done: z.boolean() }).nullable(),
})

/** What a patient was reminded of, the latest first, and what they want no reminders by. */
export const getReminders = defineQuery({
  name: 'schedule.getReminders',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    reminders: z.array(Line).max(200),
    noEmail: z.boolean(),
    noText: z.boolean(),
    language: z.enum(['en', 'es']).nullable(),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'schedule.read',
  closedCharts: 'too',
  reads: ['reminders', 'contactPreferences'],
  audit: { action: 'reminders.view', category: 'schedule', subject: ({ patientId }) => patientId },
})

/** Patients who answered a reminder and wait for the desk: for another time, to cancel, or to a visit that was changed since. The longest first. */
export const listReplies = defineQuery({
  name: 'schedule.listReplies',
  input: z.strictObject({}),
  output: z.strictObject({
    replies: z
      .array(
        Line.pick({ reminderId: true, appointmentId: true, startsAt: true }).extend({
          version: z.int(),
          patientId: z.string(),
          name: z.string(),
          /** Empty where the chart is closed to whoever asks. */
          phone: z.string(),
          said: z.enum(replies),
          at: z.string(),
        }),
      )
      .max(200),
  }),
  example: {},
  permission: 'schedule.read',
  reads: ['reminders', 'patients'],
  audit: { action: 'reminders.replies', category: 'schedule', subject: () => null },
})

/** Somebody has seen to what was asked for. Throws `reminder.not-found`, `reminder.nothing-asked`, `row.changed`. */
export const settleReply = defineCommand({
  name: 'schedule.settleReply',
  input: z.strictObject({ reminderId: Id, version: z.int().min(1) }),
  output: z.strictObject({ patientId: z.string() }),
  example: { reminderId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1 },
  permission: 'schedule.write',
  audit: {
    action: 'reminders.settle',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
  },
})
