import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'

export const emergencyReasons = [
  'life-threatening',
  'cannot-consent',
  'covering',
  'nobody-named-here',
  'other',
] as const
export const EmergencyReason = z.enum(emergencyReasons)
export type EmergencyReason = z.output<typeof EmergencyReason>

/** How long a closed chart stays open (security.md G2). */
export const emergencyMinutes = 60

/** Somebody opened a closed chart because it could not wait. Each has a case, for somebody else to look at. */
export const emergencyAccesses = defineRecord({
  type: 'emergency-access',
  table: 'emergencyAccesses',
  patient: null,
  merge: { all: 'immutable', endedAt: 'low' },
  since: 3,
  row: z.strictObject({
    id: Id,
    userId: Id,
    /** Whose chart. Not a row of it: who looks into the case has no chart open. */
    patientId: Id,
    /** Good at this workstation alone. */
    device: stored(80),
    reason: EmergencyReason,
    words: stored(500),
    at: Instant,
    until: Instant,
    /** Given back before its time. */
    endedAt: Instant.nullable(),
  }),
})
