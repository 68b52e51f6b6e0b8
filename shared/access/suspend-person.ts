import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'

const Seen = z.strictObject({
  userId: Id,
  /** Of the row, as it was seen. */
  version: z.int().min(1),
})

/** They may do nothing until somebody takes it back; their levels stay as they are. Throws as `changeAccess`. */
export const suspendPerson = defineCommand({
  name: 'access.suspendPerson',
  input: Seen.extend({ reason: words(200) }),
  output: z.strictObject({}),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1, reason: 'On leave until March.' },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.suspend',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId }) => ({ user: userId }),
  },
})

export const reinstatePerson = defineCommand({
  name: 'access.reinstatePerson',
  input: Seen,
  output: z.strictObject({}),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1 },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.reinstate',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId }) => ({ user: userId }),
  },
})
