import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord, type RowOf } from '../kernel/record.ts'

export const reminderStates = ['sending', 'sent', 'waiting', 'failed', 'unsure', 'left-out'] as const
export const replies = ['confirm', 'move', 'cancel', 'stop'] as const
export type Said = (typeof replies)[number]

/**
 * That somebody was reminded of an appointment: said by the cloud before it sends, and again when it knows what came of it. `unsure`: it
 * was on its way when the cloud or the line failed, so that it may have been sent; it is not sent again. There is nothing in it of what was
 * said, and no address.
 */
export const reminders = defineRecord({
  type: 'reminder',
  table: 'reminders',
  patient: 'patientId',
  merge: {
    all: 'clinical',
    patientId: 'immutable',
    appointmentId: 'immutable',
    channel: 'immutable',
    startsAt: 'immutable',
    settled: 'low',
  },
  since: 6,
  row: z.strictObject({
    id: Id,
    patientId: Id,
    appointmentId: Id,
    channel: z.enum(['email', 'text']),
    language: z.enum(['en', 'es']),
    /** When the appointment was, as it was reminded of. */
    startsAt: Instant,
    state: z.enum(reminderStates),
    /** When it came to be in that state. */
    at: Instant,
    /** Why it was not sent; a key, never what a server said. */
    reason: stored(80),
    /** What they answered, and whether it has been done what they asked for. */
    reply: z.strictObject({ said: z.enum(replies), at: Instant, done: z.boolean() }).nullable(),
    /** Who at the desk has seen to what they asked for. */
    settled: z.strictObject({ by: Id, at: Instant }).nullable(),
  }),
})
export type Reminder = RowOf<typeof reminders>
