import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** Gives a new recovery code where the sheet is lost, or was never printed. The one before is void. Asks for the password again. */
export const renewRecoveryCode = defineCommand({
  name: 'access.renewRecoveryCode',
  input: z.strictObject({ password: Password }),
  output: z.strictObject({ recoveryCode: z.string() }),
  example: { password: 'tidal lantern quince 44' },
  permission: 'any-signed-in',
  cap: { max: 5, minutes: 10 },
  audit: { action: 'recovery-code.renew', category: 'configuration', subject: () => null },
})
