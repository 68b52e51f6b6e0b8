import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, LocalDate, words } from '../kernel/fields.ts'
import { permissions } from '../kernel/permissions.ts'

const About = z.strictObject({
  userId: Id,
  /** Of the row, as it was seen. */
  version: z.int().min(1),
  permission: z.enum(permissions),
})

/**
 * Gives one person one right, or takes it, up to a day and for a reason; in place of an exception of the same right. Throws
 * `access.not-yourself`, `access.nobody-left`, `access.until-past`, `access.too-many-exceptions`, `person.not-found`, `row.changed`.
 */
export const setException = defineCommand({
  name: 'access.setException',
  input: About.extend({
    allow: z.boolean(),
    /** The last day it holds. */
    until: LocalDate,
    reason: words(200),
  }),
  output: z.strictObject({}),
  example: {
    userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77',
    version: 1,
    permission: 'billing.read',
    allow: true,
    until: '2099-12-31',
    reason: 'Covers the biller during her leave.',
  },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.set-exception',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, permission, allow, until }) => ({ user: userId, permission, allow, until }),
  },
})

/** Ends one before its day. Throws the same, and `access.no-exception`. */
export const endException = defineCommand({
  name: 'access.endException',
  input: About,
  output: z.strictObject({}),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77', version: 1, permission: 'billing.read' },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.end-exception',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, permission }) => ({ user: userId, permission }),
  },
})
