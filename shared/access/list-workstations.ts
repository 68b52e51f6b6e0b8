import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { WorkstationLine } from './workstation.ts'

/** The practice's workstations as its cloud last told of them; those that may speak to it come first. */
export const listWorkstations = defineQuery({
  name: 'access.listWorkstations',
  input: z.strictObject({}),
  output: z.strictObject({
    /** This one. */
    own: Id,
    /** When the cloud told; null where none has been named, or it has not yet. */
    heardAt: z.string().nullable(),
    workstations: z.array(
      WorkstationLine.extend({
        /** Of an order: who gave it, where they are known here, and whether that is whoever asks. */
        orderedBy: z.strictObject({ name: z.string(), isOwn: z.boolean() }).nullable(),
      }),
    ),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['workstations'],
  audit: { none: 'computers of the practice and when they were heard of, of nobody in particular' },
})
