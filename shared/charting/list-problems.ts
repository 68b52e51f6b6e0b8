import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { problems } from './problem.ts'

/** Everything that is or was the matter, active first, then the latest. */
export const listProblems = defineQuery({
  name: 'charting.listProblems',
  input: z.strictObject({ patientId: Id }),
  output: z.strictObject({ problems: z.array(problems.row.extend({ version: z.int() })) }),
  example: { patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11' },
  permission: 'chart.read',
  reads: ['problems'],
  audit: { action: 'problem.view', category: 'problems', subject: (input) => input.patientId },
})
