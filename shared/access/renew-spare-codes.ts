import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** Ten other spare codes, where the sheet is lost or nearly used up. Those before are void. */
export const renewSpareCodes = defineCommand({
  name: 'access.renewSpareCodes',
  input: z.strictObject({ password: Password, code: z.string().max(40) }),
  output: z.strictObject({ codes: z.array(z.string()) }),
  example: { password: 'tidal lantern quince 44', code: '287082' },
  permission: 'any-signed-in',
  cap: { max: 5, minutes: 10 },
  audit: { action: 'second-factor.renew-spare', category: 'configuration', subject: () => null },
})
