import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** Looks for the cloud at once, instead of at the next try. Does not wait for what comes of it. */
export const tryNow = defineCommand({
  name: 'cloud.tryNow',
  input: z.strictObject({}),
  output: z.strictObject({}),
  example: {},
  permission: 'any-signed-in',
  audit: { none: 'asks for what happens by itself' },
})
