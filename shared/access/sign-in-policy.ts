import { z } from 'zod'
import { defineCommand, defineQuery } from '../kernel/contract.ts'
import { idleLimits } from '../kernel/limits.ts'
import { leaseHours } from './grant.ts'
import { keyMonths } from './key-policy.ts'
import { PasswordPolicy } from './password-policy.ts'

const Policy = z.strictObject({
  /** Who comes in with a second factor; null as the product has it, which is everyone. */
  secondFactor: z.enum(['everyone', 'nobody']).nullable(),
  /** How long a workstation may go without hearing of its people anew, hours; null as the product has it. */
  leaseHours: z.int().min(leaseHours.least).max(leaseHours.most).nullable(),
  /** How long a workstation waits for input before it locks, minutes; null as the product has it. */
  idleMinutes: z.int().min(idleLimits.least).max(idleLimits.most).nullable(),
  /** After how many months the key of a workstation's store is changed by itself; null as the product has it. */
  keyMonths: z.int().min(keyMonths.least).max(keyMonths.most).nullable().default(null),
  ...PasswordPolicy.shape,
})

export const getSignInPolicy = defineQuery({
  name: 'access.getSignInPolicy',
  input: z.strictObject({}),
  output: Policy.extend({ version: z.int() }),
  example: {},
  permission: 'practice.configure',
  reads: ['practices'],
  audit: { none: 'how the practice is set up, of nobody in particular' },
})

/** How people come in at every workstation of the practice. Throws `row.changed`. */
export const setSignInPolicy = defineCommand({
  name: 'access.setSignInPolicy',
  input: Policy.extend({
    /** Of the row, as it was seen. */
    version: z.int().min(1),
  }),
  output: z.strictObject({}),
  example: {
    secondFactor: 'everyone',
    leaseHours: 48,
    idleMinutes: 3,
    keyMonths: 6,
    passwordLength: 20,
    passwordDays: 365,
    passwordWords: ['lakeside'],
    version: 1,
  },
  permission: 'practice.configure',
  stepUp: true,
  audit: {
    action: 'sign-in-policy.set',
    category: 'configuration',
    subject: () => null,
    detail: ({ secondFactor, leaseHours: hours, idleMinutes, keyMonths: months, ...passwords }) => ({
      secondFactor: secondFactor ?? '',
      leaseHours: hours ?? 0,
      idleMinutes: idleMinutes ?? 0,
      keyMonths: months ?? 0,
      passwordLength: passwords.passwordLength ?? 0,
      passwordDays: passwords.passwordDays ?? 0,
      passwordWords: passwords.passwordWords?.length ?? 0,
    }),
  },
})
