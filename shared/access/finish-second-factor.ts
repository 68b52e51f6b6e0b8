import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/** The first code of the new seed: from here on one comes in with it. Gives ten spare codes, which are shown this once. */
export const finishSecondFactor = defineCommand({
  name: 'access.finishSecondFactor',
  input: z.strictObject({ code: z.string().max(40) }),
  output: z.strictObject({ codes: z.array(z.string()) }),
  example: { code: '287082' },
  permission: 'any-signed-in',
  cap: { max: 20, minutes: 10 },
  audit: { action: 'second-factor.finish', category: 'configuration', subject: () => null },
})
