import { z } from 'zod'
import { Id, stored } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'
import { DayMinute } from './availability.ts'

/** How the practice reminds: one row, by the practice's id. Where there is none, nobody is reminded. */
export const reminderPolicies = defineRecord({
  type: 'reminder-policy',
  table: 'reminderPolicies',
  patient: null,
  merge: { all: 'low' },
  since: 6,
  row: z.strictObject({
    id: Id,
    email: z.boolean(),
    text: z.boolean(),
    /** So many hours before; each once. */
    hoursBefore: z.array(z.int().min(1).max(720)).max(4),
    /** No message is sent between these minutes of the practice's day; the same twice: at any time. */
    quietFrom: DayMinute,
    quietTo: DayMinute,
    /** Whoever answers X has called off; otherwise the desk is asked to. */
    mayCancel: z.boolean(),
    /** Where they can call. */
    phone: stored(60),
    /** What the practice is called in a message, where its name says too much; empty for its name. */
    sender: stored(120),
    /** In place of the usual words of that language; empty for those. Only what templates.ts lists is filled in. */
    templates: z.strictObject({ en: stored(600), es: stored(600) }),
  }),
})
export type ReminderPolicy = Omit<RowOf<typeof reminderPolicies>, 'id'>

export const suggestedReminders: ReminderPolicy = {
  email: true,
  text: true,
  hoursBefore: [48],
  quietFrom: 1200,
  quietTo: 540,
  mayCancel: false,
  phone: '',
  sender: '',
  templates: { en: '', es: '' },
}
