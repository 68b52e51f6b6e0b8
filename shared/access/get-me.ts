import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { permissions } from '../kernel/permissions.ts'
import { PasswordDue, PasswordPolicy } from './password-policy.ts'

/** Who is signed in, what they may do, and where they are. */
export const getMe = defineQuery({
  name: 'access.getMe',
  input: z.strictObject({}),
  output: z.strictObject({
    userId: z.string(),
    displayName: z.string(),
    roles: z.array(z.string()),
    permissions: z.array(z.enum(permissions)),
    practiceName: z.string(),
    timeZone: z.string(),
    /** The day it is at the practice. */
    today: z.string(),
    workstation: z.string(),
    preferences: z.record(z.string(), z.string()),
    keyInFile: z.boolean(),
    /** The workstation was opened with the emergency kit: for reading. */
    byKit: z.boolean(),
    /** They are signed in at this workstation for the first time. */
    firstHere: z.boolean(),
    /** What has to be done before any work. */
    mustFirst: z.enum(['password', 'second-factor']).nullable(),
    /** Why it is the password. */
    passwordDue: PasswordDue.nullable(),
    /** What the practice asks of passwords. */
    passwords: PasswordPolicy,
    /** Since when they have a second factor. */
    secondFactor: z.string().nullable(),
    /** Who unlocked their name since they last came in, and why. */
    unlocked: z.strictObject({ by: z.string(), reason: z.string() }).nullable(),
  }),
  example: {},
  permission: 'any-signed-in',
  // `rights`: told by the vault when a grant says otherwise
  reads: ['practices', 'preference', 'credentials', 'users', 'rights'],
  audit: { none: 'one’s own name and rights' },
})
