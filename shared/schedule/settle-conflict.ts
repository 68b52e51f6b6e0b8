import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import type { Permission } from '../kernel/permissions.ts'
import { Settling } from '../sync/conflict.ts'

/** Who settles what two desks said of one row of the schedule: whoever may change the row. Any of these rights. */
export const settledBy: Readonly<Record<string, readonly Permission[]>> = {
  appointment: ['schedule.write'],
  'appointment-series': ['schedule.write'],
  'waitlist-entry': ['schedule.write'],
  recall: ['schedule.write'],
  block: ['schedule.write', 'schedule.configure'],
  availability: ['schedule.configure'],
  'visit-type': ['schedule.configure'],
  resource: ['schedule.configure'],
}

export const maySettle = (type: string, rights: ReadonlySet<Permission>): boolean =>
  Object.hasOwn(settledBy, type) && (settledBy[type] ?? []).some((right) => rights.has(right))

/**
 * Settles a conflict about the schedule: for every field of it, which of the two holds. What is not chosen stays readable in the conflict.
 * `version` is the conflict's as it was shown; `row.changed` where somebody settled it meanwhile.
 */
export const settleConflict = defineCommand({
  name: 'schedule.settleConflict',
  input: Settling,
  output: z.strictObject({
    /** Whose appointment it is; null where it is nobody's. */
    patientId: z.string().nullable(),
  }),
  example: {
    conflictId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    version: 1,
    choice: { plan: 'held' },
  },
  permission: 'schedule.write',
  // who comes when is known to whoever books
  closedCharts: 'too',
  audit: {
    action: 'schedule.settle-conflict',
    category: 'schedule',
    subject: (_input, output) => output?.patientId ?? null,
  },
})
