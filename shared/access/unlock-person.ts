import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

/** Lets somebody try again who failed too often to come in at this workstation. Nobody unlocks themself; whoever it is for is told. */
export const unlockPerson = defineCommand({
  name: 'access.unlockPerson',
  input: z.strictObject({ userId: Id, reason: words(200) }),
  output: z.strictObject({}),
  example: {
    userId: '0198b7f4-7d1c-7f2a-9d3e-2f3a4b5c6d01',
    reason: 'Called from the front desk; I know the voice.',
  },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'sign-in.unlock',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId }) => ({ user: userId }),
  },
})
