import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** These charts are in tabs: they stay on this computer, and where one is not here it is brought from the cloud. */
export const openCharts = defineCommand({
  name: 'charting.openCharts',
  input: z.strictObject({ patientIds: z.array(Id).max(40) }),
  output: z.strictObject({}),
  example: { patientIds: ['0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11'] },
  permission: 'chart.read',
  audit: { none: 'which charts are in tabs; what is shown of one is recorded as a view of it' },
})
