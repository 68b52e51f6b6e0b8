import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/** Who failed too often to come in at this workstation. */
export const listLockedOut = defineQuery({
  name: 'access.listLockedOut',
  input: z.strictObject({}),
  output: z.strictObject({
    people: z.array(
      z.strictObject({
        userId: Id,
        username: z.string(),
        displayName: z.string(),
        failures: z.int(),
        /** Nobody comes in under it until somebody unlocks it, or its owner uses their recovery code. */
        disabled: z.boolean(),
        /** That it waits; 0 where it may be tried again. */
        seconds: z.int(),
      }),
    ),
    /** Names that nobody here has. */
    others: z.int(),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['users'],
  audit: { none: 'says how often a name was tried, which the log has already' },
})
