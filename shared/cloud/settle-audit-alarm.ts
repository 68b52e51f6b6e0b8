import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

/** Somebody has looked at what an audit log was alarmed of, and says what it was. Throws `audit.no-alarm`; `audit.about-you` where it concerns them and
 * others may. `alone`: it concerns them and nobody else may, and they say so. */
export const settleAuditAlarm = defineCommand({
  name: 'cloud.settleAuditAlarm',
  input: z.strictObject({ alarmId: Id, reason: words(200), alone: z.boolean() }),
  output: z.strictObject({}),
  example: {
    alarmId: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d7e',
    reason: 'The computer was restored from its backup on Monday.',
    alone: false,
  },
  permission: 'practice.configure',
  stepUp: true,
  audit: {
    action: 'audit.settle-alarm',
    category: 'configuration',
    subject: () => null,
    detail: ({ alarmId, alone }) => ({ alarm: alarmId, ...(alone && { about: 'themselves' }) }),
  },
})
