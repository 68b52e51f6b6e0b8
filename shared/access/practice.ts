import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { idleLimits } from '../kernel/limits.ts'
import { leaseHours } from './grant.ts'
import { keyMonths } from './key-policy.ts'
import { PasswordPolicy } from './password-policy.ts'
import { ExportPolicy } from './export-policy.ts'
import { Holding } from '../sync/charts.ts'
import { Retention } from './retention-classes.ts'
import { defineRecord } from '../kernel/record.ts'

/** The practice itself: one row, made at first run. */
export const practices = defineRecord({
  type: 'practice',
  table: 'practices',
  patient: null,
  merge: { all: 'clinical', createdAt: 'immutable', chartsHeld: 'low' },
  added: {
    secondFactor: { since: 2, absent: null },
    leaseHours: { since: 2, absent: null },
    idleMinutes: { since: 3, absent: null },
    passwordLength: { since: 4, absent: null },
    passwordDays: { since: 4, absent: null },
    passwordWords: { since: 4, absent: null },
    retention: { since: 4, absent: null },
    keyMonths: { since: 5, absent: null },
    exportAlone: { since: 5, absent: null },
    exportMost: { since: 5, absent: null },
  },
  row: z.strictObject({
    id: Id,
    name: stored(120),
    /** IANA name; the day of a visit is the day it was there. */
    timeZone: stored(60),
    createdAt: Instant,
    /** Which charts a workstation holds that is not set otherwise; null for every one. */
    chartsHeld: Holding.default(null),
    /** Who comes in with a second factor; null as the product has it, which is everyone. */
    secondFactor: z.enum(['everyone', 'nobody']).nullable().default(null),
    /** How long a workstation may go without a new grant; null as the product has it. */
    leaseHours: z.int().min(leaseHours.least).max(leaseHours.most).nullable().default(null),
    /** How long a workstation waits for input before it locks; null as the product has it. */
    /** For how long what is kept; null as the product has it (shared/retention). */
    retention: Retention.nullable().default(null),
    idleMinutes: z.int().min(idleLimits.least).max(idleLimits.most).nullable().default(null),
    /** After how many months the key of a workstation's store is changed by itself; null as the product has it. */
    keyMonths: z.int().min(keyMonths.least).max(keyMonths.most).nullable().default(null),
    ...PasswordPolicy.shape,
    ...ExportPolicy.shape,
  }),
})
