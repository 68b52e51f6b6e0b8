import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'

/**
 * Fetches the practice's present list of revocations and writes it to a folder that is chosen, to be carried to a computer without a
 * network. Throws `cloud.none`, `cloud.unreachable`, `drill.running`, `revocations.unwritable`.
 */
export const saveRevocations = defineCommand({
  name: 'access.saveRevocations',
  input: z.strictObject({}),
  output: z.strictObject({
    /** Null where no folder was chosen. `file`: its name. */
    saved: z.strictObject({ number: z.int(), people: z.int(), file: z.string() }).nullable(),
  }),
  example: {},
  permission: 'user.manage',
  audit: {
    action: 'revocations.save',
    category: 'configuration',
    subject: () => null,
    detail: (_input, output) => (output?.saved ? { number: output.saved.number } : {}),
  },
})
