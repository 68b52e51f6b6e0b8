import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/**
 * Takes a list of revocations out of a file that is chosen; by anybody, because it can only take rights. Whoever is in and on it is
 * signed out. Throws `revocations.*`.
 */
export const takeRevocations = defineCommand({
  name: 'access.takeRevocations',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Null where no file was chosen. `here`: how many of those on it could come in at this computer. */
    taken: z.strictObject({ number: z.int(), people: z.int(), here: z.int(), isNew: z.boolean() }).nullable(),
  }),
  example: {},
  permission: 'before-sign-in',
  audit: {
    action: 'revocations.take',
    category: 'configuration',
    subject: () => null,
    detail: (_input, output) =>
      output?.taken ? { number: output.taken.number, people: output.taken.people } : {},
  },
})
