import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { permissions } from '../kernel/permissions.ts'
import { accessActs, identityChecks } from './access-event.ts'
import { PersonLine } from './person.ts'
import { RoleName } from './roles.ts'
import { AccessException } from './user.ts'

const Source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role'), role: RoleName }),
  z.strictObject({ kind: z.literal('level'), name: z.string() }),
  z.strictObject({ kind: z.literal('exception'), until: z.string() }),
])

/** One person whole: what they may do and where that comes from, exceptions, and how it came about. Throws `person.not-found`. */
export const getPerson = defineQuery({
  name: 'access.getPerson',
  input: z.strictObject({ userId: Id }),
  output: z.strictObject({
    person: PersonLine,
    /** What is set for them, by id. */
    scope: z.array(z.string()),
    /** Who they are in visits. */
    practitioner: z.strictObject({ practitionerId: z.string(), name: z.string() }).nullable(),
    createdAt: z.string(),
    /** Of one’s own nothing can be changed. */
    isYou: z.boolean(),
    exceptions: z.array(AccessException.extend({ holds: z.boolean() })),
    /** What they may do today. */
    can: z.array(z.enum(permissions)),
    rights: z.array(
      z.strictObject({
        permission: z.enum(permissions),
        sources: z.array(Source),
        takenUntil: z.string().nullable(),
      }),
    ),
    /** Newest first. */
    events: z.array(
      z.strictObject({
        what: z.enum(accessActs),
        reason: z.string(),
        checked: z.enum(identityChecks).nullable(),
        by: z.string(),
        at: z.string(),
      }),
    ),
  }),
  example: { userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77' },
  permission: 'user.manage',
  reads: ['users', 'access_levels', 'credentials', 'practices', 'accessEvents', 'locations', 'practitioners'],
  audit: {
    action: 'person.read',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId }) => ({ user: userId }),
  },
})
