import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { SensitiveKind } from '../kernel/sensitivity.ts'
import { markedTypes } from './mark-entry.ts'

/** Of which kinds one entry is, who said so and why. `entry.not-found` where it is not there, or not shown to whoever asks. */
export const getMarking = defineQuery({
  name: 'privacy.getMarking',
  input: z.strictObject({ patientId: Id, type: z.enum(markedTypes), entryId: Id }),
  output: z.strictObject({
    version: z.int(),
    kinds: z.array(SensitiveKind),
    /** The last time a person changed it; null where it came so, or nobody has. */
    set: z.strictObject({ byName: z.string(), at: z.string(), reason: z.string() }).nullable(),
    /** How many other entries belong to it: recorded in that visit, reported in that report. */
    contents: z.int(),
    /** Of these, whoever asks would not see it any more. */
    hides: z.array(SensitiveKind),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    type: 'problem',
    entryId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a12',
  },
  permission: 'chart.read',
  reads: ['*'],
  audit: { none: 'opens the choice of kinds for an entry that is shown already' },
})
