import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { partOfRecord } from '../kernel/parts-of-chart.ts'
import { Settling } from '../sync/conflict.ts'

/**
 * Settles a conflict: for every field of it, which of the two holds. What is not chosen stays readable in the conflict.
 * `version` is the conflict's as it was shown; `row.changed` where somebody settled it meanwhile.
 */
export const resolveConflict = defineCommand({
  name: 'attention.resolveConflict',
  input: Settling,
  output: z.strictObject({
    /** Whose chart it is of; null where it is of none. */
    patientId: z.string().nullable(),
    /** The type of its record. */
    entityType: z.string(),
  }),
  example: {
    conflictId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    version: 1,
    choice: { birthDate: 'held' },
  },
  permission: 'chart.write',
  audit: {
    action: 'conflict.resolve',
    category: 'chart',
    part: (_input, output) => partOfRecord(output?.entityType),
    subject: (_input, output) => output?.patientId ?? null,
  },
})
