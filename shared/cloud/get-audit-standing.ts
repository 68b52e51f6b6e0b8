import { z } from 'zod'
import { alarmKinds } from '../audit/wire.ts'
import { defineQuery } from '../kernel/contract.ts'

/** Something about an audit log that is not as it must be, until somebody has settled it. `isHere`: this workstation's. */
export const AuditAlarm = z.strictObject({
  alarmId: z.string(),
  kind: z.enum(alarmKinds),
  isHere: z.boolean(),
  at: z.string(),
  /** Whether whoever asks may settle it, if they settle alarms; see maySettle. */
  you: z.enum(['yes', 'concerned', 'alone']),
})
export type AuditAlarm = z.output<typeof AuditAlarm>

/** How far the cloud has witnessed the audit log of this workstation. */
export const getAuditStanding = defineQuery({
  name: 'cloud.getAuditStanding',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Entries, and those the cloud does not have yet. */
    entries: z.int(),
    waiting: z.int(),
    /** Up to when the cloud has signed for it, by the cloud's clock; null where it never has. */
    witnessedAt: z.string().nullable(),
    alarms: z.array(AuditAlarm),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['*'],
  audit: { none: 'counts and times of the log itself, of nobody in particular' },
})
