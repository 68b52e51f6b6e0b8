import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { RoleName } from './roles.ts'

/**
 * What somebody is here, from now on. Throws `access.not-yourself`, `access.nobody-left`, `person.not-found`, `level.missing`,
 * `row.changed`.
 */
export const changeAccess = defineCommand({
  name: 'access.changeAccess',
  input: z
    .strictObject({
      userId: Id,
      /** Of the row, as it was seen. */
      version: z.int().min(1),
      roles: z.array(RoleName).max(12),
      levels: z.array(Id).max(12),
    })
    .refine(({ roles, levels }) => roles.length + levels.length > 0, {
      path: ['roles'],
      message: 'person.no-level',
    }),
  output: z.strictObject({}),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1, roles: ['nurse'], levels: [] },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.change-access',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, roles, levels }) => ({
      user: userId,
      roles: roles.join(' '),
      levels: levels.join(' '),
    }),
  },
})
