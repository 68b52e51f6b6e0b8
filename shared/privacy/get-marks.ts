import { z } from 'zod'
import { chartParts } from '../charting/chart-parts.ts'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { SensitiveKind } from '../kernel/sensitivity.ts'

/**
 * Kinds of data in one chart: which entries are of one, as far as whoever asks sees them; and how many, by part, are not shown to them.
 * Of those neither kind nor name is said.
 */
export const getMarks = defineQuery({
  name: 'privacy.getMarks',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({
    marks: z.array(z.strictObject({ entryId: z.string(), kinds: z.array(SensitiveKind) })),
    withheld: z.array(z.strictObject({ part: z.enum(chartParts), count: z.int().min(1) })),
    /** Who sees all of what is withheld, by name; a few. */
    ask: z.array(z.string()),
    mayOpenInEmergency: z.boolean(),
  }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: [
    'encounters',
    'problems',
    'medications',
    'observations',
    'reports',
    'immunizations',
    'procedures',
    'documents',
    'carePlans',
    'goals',
    'careTeams',
    'originals',
    'users',
    'access_levels',
    'practices',
  ],
  audit: { none: 'says how many entries there are; what they say is asked for, and recorded, by their part' },
})
