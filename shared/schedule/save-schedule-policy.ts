import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { words } from '../kernel/fields.ts'
import { schedulePolicies } from './schedule-policy.ts'
import { suggestedPolicy } from './schedule-policy.ts'

const { id: _id, cancelReasons: _cancel, noShowReasons: _noShow, ...numbers } = schedulePolicies.row.shape

/** How the practice schedules. Throws `policy.hours` where the day ends before it begins, `row.changed`. */
export const saveSchedulePolicy = defineCommand({
  name: 'schedule.saveSchedulePolicy',
  input: z.strictObject({
    /** Of the row, as it was seen; null where nobody said anything so far. */
    version: z.int().min(1).nullable(),
    ...numbers,
    cancelReasons: z.array(words(120)).min(1, 'policy.reasons').max(40),
    noShowReasons: z.array(words(120)).min(1, 'policy.reasons').max(40),
  }),
  output: z.strictObject({}),
  example: { version: null, ...suggestedPolicy },
  permission: 'schedule.configure',
  audit: { action: 'schedule.set-policy', category: 'configuration', subject: () => null },
})
