import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/**
 * Has the downtime pack made now, instead of when it is due. Does not wait for it: `getPackState` says when it is there, or
 * why it could not be made.
 */
export const makePack = defineCommand({
  name: 'downtime.makePack',
  input: z.strictObject({}),
  output: z.strictObject({}),
  example: {},
  permission: 'chart.read',
  audit: { action: 'pack.make', category: 'chart', subject: () => null },
})
