import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/**
 * Opens the workstation for one person. The same answer, after the same work, for an unknown name, a wrong password and a wrong
 * code. `code`: of their second factor, or one of its spare codes; empty where they have none, and where they come back from a lock.
 */
export const signIn = defineCommand({
  name: 'access.signIn',
  input: z.strictObject({
    username: z.string().max(200),
    password: Password,
    code: z.string().max(40).default(''),
  }),
  output: z.strictObject({ displayName: z.string() }),
  example: { username: 'arivera', password: 'tidal lantern quince 44' },
  permission: 'before-sign-in',
  audit: { action: 'session.sign-in', category: 'session', subject: () => null },
})
