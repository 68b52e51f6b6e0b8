import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { text } from '../kernel/fields.ts'
import { DayMinute } from './availability.ts'
import { suggestedReminders } from './reminder-policy.ts'
import { unknownFillings } from './reminding/templates.ts'

const Template = text(600).refine((words) => unknownFillings(words).length === 0, 'reminder.filling')

const Policy = z.strictObject({
  email: z.boolean(),
  text: z.boolean(),
  hoursBefore: z.array(z.int().min(1).max(720)).max(4),
  quietFrom: DayMinute,
  quietTo: DayMinute,
  mayCancel: z.boolean(),
  phone: text(60),
  sender: text(120),
  templates: z.strictObject({ en: Template, es: Template }),
})

/** How the practice reminds from now on. What is in the queue follows it. Throws `row.changed`. */
export const saveReminderPolicy = defineCommand({
  name: 'schedule.saveReminderPolicy',
  input: z.strictObject({
    /** Of the row, as it was seen; null where there was none. */
    version: z.int().min(1).nullable(),
    policy: Policy,
  }),
  output: z.strictObject({}),
  example: { version: null, policy: { ...suggestedReminders, phone: '617-555-0100' } },
  permission: 'schedule.configure',
  audit: {
    action: 'reminders.configure',
    category: 'configuration',
    subject: () => null,
    detail: ({ policy: { email, text: byText, hoursBefore, mayCancel } }) => ({
      email,
      text: byText,
      hoursBefore: hoursBefore.join(' '),
      mayCancel,
    }),
  },
})

/** How it reminds; where it has said nothing, what is suggested, and `version` null: then nobody is reminded. */
export const getReminderPolicy = defineQuery({
  name: 'schedule.getReminderPolicy',
  input: z.strictObject({}),
  output: z.strictObject({ version: z.int().nullable(), policy: Policy }),
  example: {},
  permission: 'schedule.configure',
  reads: ['reminderPolicies', 'practices'],
  audit: { none: 'how reminders are worded and when they are sent, which is about nobody' },
})
