import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** Ends the session at once. `sign-out` also forgets who it was. */
export const lock = defineCommand({
  name: 'access.lock',
  input: z.strictObject({ how: z.enum(['lock', 'sign-out']) }),
  output: z.strictObject({}),
  example: { how: 'lock' },
  byKit: 'too',
  permission: 'any-signed-in',
  withoutStore: true,
  audit: { none: 'the main process records the lock itself, whatever its cause' },
})
