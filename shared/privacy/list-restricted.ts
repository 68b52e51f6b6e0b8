import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { RestrictionKind } from './chart-restriction.ts'

/** Every chart that is closed, and to whom it is open: for whoever decides that. */
export const listRestricted = defineQuery({
  name: 'privacy.listRestricted',
  input: z.strictObject({}),
  output: z.strictObject({
    charts: z
      .array(
        z.strictObject({
          patientId: z.string(),
          patientName: z.string(),
          kinds: z.array(RestrictionKind),
          people: z.array(z.string()),
          at: z.string(),
          by: z.string(),
        }),
      )
      .max(5000),
  }),
  example: {},
  permission: 'chart.restrict',
  reads: ['chartRestrictions', 'users', 'patients'],
  audit: { action: 'chart.list-restricted', category: 'configuration', subject: () => null },
})
