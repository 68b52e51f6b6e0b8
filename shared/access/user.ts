import { z } from 'zod'
import { Id, Instant, LocalDate, stored } from '../kernel/fields.ts'
import { permissions } from '../kernel/permissions.ts'
import { defineRecord } from '../kernel/record.ts'
import { RoleName } from './roles.ts'

/** One right that somebody has beside their levels, or has not in spite of them, up to a day and for a reason. */
export const AccessException = z.strictObject({
  permission: z.enum(permissions),
  allow: z.boolean(),
  /** The last day it holds. */
  until: LocalDate,
  reason: stored(200),
})
export type AccessException = z.output<typeof AccessException>

/** Someone who works here. What they may do is worked out of this (rights.ts), and signed by the cloud (grant.ts). */
export const users = defineRecord({
  type: 'user',
  table: 'users',
  patient: null,
  merge: { all: 'clinical', createdAt: 'immutable' },
  added: {
    levels: { since: 2, absent: [] },
    exceptions: { since: 2, absent: [] },
    endsOn: { since: 2, absent: null },
    scope: { since: 4, absent: [] },
    practitionerId: { since: 4, absent: null },
  },
  row: z.strictObject({
    id: Id,
    username: stored(64),
    displayName: stored(120),
    roles: z.array(RoleName).max(12),
    active: z.boolean(),
    createdAt: Instant,
    /** Access levels of the practice's own, by id. */
    levels: z.array(Id).max(12).default([]),
    exceptions: z.array(AccessException).max(20).default([]),
    /** The last day they work here; null where none is set. */
    endsOn: LocalDate.nullable().default(null),
    /** Locations and departments that they reach; none: what their levels reach, or the whole practice. */
    scope: z.array(Id).max(60).default([]),
    /** Who they are in visits: they reach whom they have seen. */
    practitionerId: Id.nullable().default(null),
  }),
})
