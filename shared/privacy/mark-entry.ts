import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { partOfRecord } from '../kernel/parts-of-chart.ts'
import { SensitiveKind, sensitiveKinds } from '../kernel/sensitivity.ts'

/** Entries of a chart that can be of a kind, by type of record. Allergies cannot: docs/adr/0026. */
export const markedTypes = [
  'encounter',
  'problem',
  'medication',
  'observation',
  'report',
  'immunization',
  'procedure',
  'document',
  'carePlan',
  'goal',
  'careTeam',
  'original',
] as const

/**
 * Says of which kinds an entry is: `kinds` are all of them, none where nothing is left. Adding one is for whoever writes in charts; taking
 * one away asks for the right to see it, and a reason. `withContents`: what is added also counts for what was recorded in that visit, or
 * reported in that report. `version`: the entry's, as it was seen.
 * Throws `entry.not-found`, `row.changed`, `marking.reason-first`, `marking.nobody-left` where nobody could see it any more.
 */
export const markEntry = defineCommand({
  name: 'privacy.markEntry',
  input: z.strictObject({
    patientId: Id,
    type: z.enum(markedTypes),
    entryId: Id,
    version: z.int().min(1),
    kinds: z.array(SensitiveKind).max(sensitiveKinds.length),
    reason: text(500),
    withContents: z.boolean(),
  }),
  /** `hidden`: whoever marked it does not see it from now on. `entries`: how many now say so. */
  output: z.strictObject({ hidden: z.boolean(), entries: z.int() }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    type: 'problem',
    entryId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
    version: 1,
    kinds: ['substance-use'],
    reason: '',
    withContents: false,
  },
  permission: 'chart.write',
  audit: {
    action: 'entry.mark',
    category: 'chart',
    part: ({ type }) => partOfRecord(type),
    subject: ({ patientId }) => patientId,
    detail: ({ type, entryId, kinds }, output) => ({
      type,
      entry: entryId,
      kinds: kinds.toSorted().join(' ') || 'none',
      ...(output && output.entries > 1 && { entries: output.entries }),
    }),
  },
})
