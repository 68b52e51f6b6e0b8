import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { AmendmentView } from './amendment-view.ts'

/** All that was asked to be amended in one chart, the latest first: shown with the entries it is about. */
export const getChartAmendments = defineQuery({
  name: 'amendments.getChartAmendments',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ amendments: z.array(AmendmentView).max(500) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['amendments', 'amendmentActs', 'users'],
  audit: { action: 'amendment.view-chart', category: 'chart', subject: ({ patientId }) => patientId },
})
