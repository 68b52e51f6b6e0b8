import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, text } from '../kernel/fields.ts'
import { RestrictionKind } from './chart-restriction.ts'

/**
 * Closes a chart to all but those named, or changes for whom it is open. `version`: of the restriction as it was seen, null where
 * there was none. Throws `row.changed`, `restriction.not-yours`: whoever reads charts and is not named changes nothing about it.
 */
export const restrictChart = defineCommand({
  name: 'privacy.restrictChart',
  input: z.strictObject({
    patientId: Id,
    version: z.int().min(1).nullable(),
    kinds: z.array(RestrictionKind).min(1).max(6),
    note: text(300),
    people: z.array(Id).max(200),
  }),
  output: z.strictObject({}),
  example: {
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    version: null,
    kinds: ['requested'],
    note: 'Asked on the phone on 3 March.',
    people: [],
  },
  permission: 'chart.restrict',
  stepUp: true,
  closedCharts: 'too',
  audit: {
    action: 'chart.restrict',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ kinds, people }) => ({ kinds: kinds.toSorted().join(' '), people: people.length }),
  },
})

/** Opens it to all who may read charts again. Throws as `restrictChart`, and `restriction.none`. */
export const liftRestriction = defineCommand({
  name: 'privacy.liftRestriction',
  input: z.strictObject({ patientId: Id, version: z.int().min(1) }),
  output: z.strictObject({}),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11', version: 1 },
  permission: 'chart.restrict',
  stepUp: true,
  closedCharts: 'too',
  audit: {
    action: 'chart.unrestrict',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
  },
})
