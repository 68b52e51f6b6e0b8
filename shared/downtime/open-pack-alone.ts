import { z } from 'zod'
import { Password } from '../access/create-practice.ts'
import { defineCommand } from '../kernel/contract.ts'

/**
 * Lets somebody in to the downtime pack and nothing else, where the record store does not open. Throws what sign-in
 * throws, `pack.store-opens` where there is no need for it, `pack.none`, `pack.damaged`.
 */
export const openPackAlone = defineCommand({
  name: 'downtime.openPackAlone',
  input: z.strictObject({
    username: z.string().max(200),
    password: Password,
    /** As `access.signIn` has it: another than the sign-in before it took. */
    code: z.string().max(40).default(''),
  }),
  output: z.strictObject({ displayName: z.string() }),
  example: { username: 'arivera', password: 'tidal lantern quince 44' },
  permission: 'before-sign-in',
  audit: { action: 'session.pack-alone', category: 'session', subject: () => null },
})
