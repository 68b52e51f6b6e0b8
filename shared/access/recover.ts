import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/**
 * Lets somebody back in with their printed recovery code, where the password is forgotten or the keychain has lost
 * the device key. Sets a new password, uses the code up, and gives the next one.
 */
export const recover = defineCommand({
  name: 'access.recover',
  input: z.strictObject({
    username: z.string().max(200),
    code: z.string().max(80),
    password: Password,
    /** A code of their second factor; empty where they have none. */
    factor: z.string().max(40).default(''),
  }),
  output: z.strictObject({ recoveryCode: z.string() }),
  example: {
    username: 'arivera',
    code: '0000-0000-0000-0000-0000-0000-0000-0000-0000',
    password: 'tidal lantern quince 45',
  },
  permission: 'before-sign-in',
  audit: { action: 'session.recover', category: 'session', subject: () => null },
})
