import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate } from '../kernel/fields.ts'

/** The last day somebody works here; null takes it back. Throws as `changeAccess`. */
export const setLastDay = defineCommand({
  name: 'access.setLastDay',
  input: z.strictObject({
    userId: Id,
    /** Of the row, as it was seen. */
    version: z.int().min(1),
    day: LocalDate.nullable(),
  }),
  output: z.strictObject({}),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1, day: '2099-12-31' },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.set-last-day',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, day }) => ({ user: userId, day: day ?? '' }),
  },
})
