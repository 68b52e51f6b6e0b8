import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/**
 * One's own password, for another; good at every workstation of the practice as soon as it has heard of it. The recovery code is
 * another too: it opens what the password opens. Throws `password.wrong`, `password.*`, `password.same`.
 */
export const changePassword = defineCommand({
  name: 'access.changePassword',
  input: z.strictObject({ password: Password, next: Password }),
  output: z.strictObject({ recoveryCode: z.string() }),
  example: { password: 'tidal lantern quince 44', next: 'cobalt meadow harbor 71' },
  permission: 'any-signed-in',
  cap: { max: 5, minutes: 10 },
  audit: { action: 'password.change', category: 'configuration', subject: () => null },
})
