import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** Whether it is safe: what is kept here, what waits to be sent, what needs a person. */
export const getStatus = defineQuery({
  name: 'access.getStatus',
  input: z.strictObject({}),
  output: z.strictObject({
    toSend: z.int(),
    oldestToSend: z.string().nullable(),
    attention: z.int(),
    conflicts: z.int(),
    drafts: z.int(),
    /** No cloud has been named for this workstation yet. */
    cloud: z.enum(['none']),
  }),
  example: {},
  permission: 'any-signed-in',
  reads: ['*'],
  audit: { none: 'counts of work, of nobody in particular' },
})
