import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** How one person likes their screens. Stays on this workstation. */
export const setPreference = defineCommand({
  name: 'access.setPreference',
  input: z.strictObject({
    name: z.enum(['colorScheme', 'patientSort', 'chartSection']),
    value: z.string().max(60),
  }),
  output: z.strictObject({}),
  example: { name: 'colorScheme', value: 'dark' },
  permission: 'any-signed-in',
  audit: { none: 'the look of one’s own screen' },
})
