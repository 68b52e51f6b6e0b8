import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

/**
 * Which locations and departments somebody reaches, and who they are in visits. None set: what their levels reach, or the whole practice.
 * Throws `access.not-yourself`, `person.not-found`, `location.missing`, `practitioner.missing`, `row.changed`.
 */
export const setScope = defineCommand({
  name: 'access.setScope',
  input: z.strictObject({
    userId: Id,
    /** Of the row, as it was seen. */
    version: z.int().min(1),
    scope: z.array(Id).max(60),
    practitionerId: Id.nullable(),
  }),
  output: z.strictObject({}),
  example: {
    userId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a77',
    version: 1,
    scope: [],
    practitionerId: null,
  },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'person.set-scope',
    category: 'configuration',
    subject: () => null,
    detail: ({ userId, scope, practitionerId }) => ({
      user: userId,
      scope: scope.toSorted().join(' '),
      ...(practitionerId !== null && { practitioner: practitionerId }),
    }),
  },
})

/** Those who are named in visits, by the beginning of their names. */
export const findPractitioners = defineQuery({
  name: 'access.findPractitioners',
  input: z.strictObject({ text: z.string().max(100) }),
  output: z.strictObject({
    practitioners: z.array(z.strictObject({ practitionerId: z.string(), name: z.string() })).max(50),
  }),
  example: { text: 'riv' },
  permission: 'user.manage',
  reads: ['practitioners'],
  audit: { none: 'names of those who treat patients, as everybody sees them in a chart' },
})
