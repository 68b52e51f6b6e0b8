import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const accessActs = [
  'invite',
  'change',
  'suspend',
  'reinstate',
  'last-day',
  'no-last-day',
  'reset',
  'exception',
  'exception-end',
] as const

/** How it was made sure that somebody is who they say, before they got a new code. */
export const identityChecks = ['in-person', 'photo-id', 'call-back', 'vouched-for'] as const

/** What was done about one person's access, by whom and why. The audit log has the same without the words. */
export const accessEvents = defineRecord({
  type: 'access-event',
  table: 'accessEvents',
  patient: null,
  merge: { all: 'immutable' },
  since: 2,
  row: z.strictObject({
    id: Id,
    /** About whom. */
    userId: Id,
    what: z.enum(accessActs),
    /** Empty where none was asked for. */
    reason: stored(200),
    checked: z.enum(identityChecks).nullable(),
    by: Id,
    at: Instant,
  }),
})
