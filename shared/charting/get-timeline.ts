import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { commonPart, partOfRecord, partsIn } from '../kernel/parts-of-chart.ts'
import { Moment } from './moment.ts'

export const timelineKinds = [
  'encounter',
  'problem',
  'medication',
  'allergy',
  'immunization',
  'procedure',
  'report',
  'document',
] as const

/** What happened, the latest first, a stretch at a time: `before` is the moment the last stretch ended at. */
export const getTimeline = defineQuery({
  name: 'charting.getTimeline',
  input: z.strictObject({
    patientId: Id,
    kinds: z.array(z.enum(timelineKinds)).min(1).max(timelineKinds.length),
    before: Moment.nullable(),
    limit: z.int().min(1).max(300),
  }),
  output: z.strictObject({
    events: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.enum(timelineKinds),
        at: z.string(),
        title: z.string(),
        detail: z.string(),
      }),
    ),
    /** Where the next stretch begins; null at the end. */
    next: Moment.nullable(),
  }),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    kinds: ['encounter', 'problem'],
    before: null,
    limit: 100,
  },
  permission: 'chart.read',
  reads: [
    'encounters',
    'problems',
    'medications',
    'drugs',
    'allergies',
    'immunizations',
    'procedures',
    'reports',
    'documents',
    'practitioners',
  ],
  audit: {
    action: 'timeline.view',
    category: 'chart',
    part: ({ kinds }) => commonPart(kinds),
    subject: (input) => input.patientId,
    detail: ({ kinds }) => partsIn(kinds.flatMap((kind) => partOfRecord(kind) ?? [])),
  },
})
