import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { defineRecord } from '../kernel/record.ts'
import { RoleName } from './roles.ts'

/** Someone who works here. What they may do comes from the grant in their key slot, not from this row. */
export const users = defineRecord({
  type: 'user',
  table: 'users',
  patient: null,
  merge: { all: 'clinical', createdAt: 'immutable' },
  row: z.strictObject({
    id: Id,
    username: stored(64),
    displayName: stored(120),
    roles: z.array(RoleName).max(12),
    active: z.boolean(),
    createdAt: Instant,
  }),
})
