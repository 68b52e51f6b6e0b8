import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Password } from './create-practice.ts'

/** Whoever is in shows once more that it is them: what asks for that (`stepUp`) is then open for some minutes. Throws as sign-in. */
export const confirmMyself = defineCommand({
  name: 'access.confirmMyself',
  input: z.strictObject({
    password: Password,
    /** Of their second factor; empty where they have none. */
    code: z.string().max(40).default(''),
  }),
  output: z.strictObject({}),
  example: { password: 'tidal lantern quince 44' },
  permission: 'any-signed-in',
  audit: { action: 'session.confirm', category: 'session', subject: () => null },
})
