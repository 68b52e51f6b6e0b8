import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** How many cases wait for somebody. */
export const getCaseCount = defineQuery({
  name: 'privacy.getCaseCount',
  input: z.strictObject({}),
  output: z.strictObject({ open: z.int() }),
  example: {},
  permission: 'case.review',
  reads: ['privacyCases', 'caseNotes'],
  audit: { none: 'a number beside the name of a screen, asked for by itself' },
})
