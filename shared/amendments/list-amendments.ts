import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { AmendmentState } from './amendment-view.ts'

export const AmendmentLine = z.strictObject({
  amendmentId: z.string(),
  patientId: z.string(),
  patientName: z.string(),
  /** The type of the entry it is about, empty for the chart as a whole. What it says stands in the request. */
  about: z.string(),
  askedOn: z.string(),
  dueOn: z.string(),
  putOff: z.boolean(),
  state: AmendmentState,
  endedAt: z.string().nullable(),
})
export type AmendmentLine = z.output<typeof AmendmentLine>

/** Requests that wait, what is due first on top, or those that are over, the last first. */
export const listAmendments = defineQuery({
  name: 'amendments.listAmendments',
  input: z.strictObject({ show: z.enum(['open', 'over']) }),
  output: z.strictObject({ lines: z.array(AmendmentLine).max(1000), open: z.int(), overdue: z.int() }),
  example: { show: 'open' },
  permission: 'amendment.record',
  reads: ['amendments', 'amendmentActs', 'patients', 'practices'],
  audit: { action: 'amendment.list', category: 'chart', subject: () => null },
})
