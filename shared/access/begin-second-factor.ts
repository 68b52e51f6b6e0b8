import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/**
 * A new seed for one's authenticator app. It counts when its first code has been typed (finishSecondFactor), and is forgotten with the
 * session. `code`: of the second factor one has already; empty where there is none.
 */
export const beginSecondFactor = defineCommand({
  name: 'access.beginSecondFactor',
  input: z.strictObject({ password: Password, code: z.string().max(40).default('') }),
  output: z.strictObject({
    uri: z.string(),
    /** The seed in groups of four, to be typed. */
    secret: z.string(),
    /** The URI as a QR code: rows of 0 and 1, without the quiet zone around it. */
    rows: z.array(z.string()),
  }),
  example: { password: 'tidal lantern quince 44' },
  permission: 'any-signed-in',
  cap: { max: 5, minutes: 10 },
  audit: { action: 'second-factor.begin', category: 'configuration', subject: () => null },
})
