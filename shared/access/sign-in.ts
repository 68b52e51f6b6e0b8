import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** Opens the workstation for one person. The same answer, after the same work, for an unknown name and a wrong password. */
export const signIn = defineCommand({
  name: 'access.signIn',
  input: z.strictObject({ username: z.string().max(200), password: Password }),
  output: z.strictObject({ displayName: z.string() }),
  example: { username: 'arivera', password: 'tidal lantern quince 44' },
  permission: 'before-sign-in',
  audit: { action: 'session.sign-in', category: 'session', subject: () => null },
})
