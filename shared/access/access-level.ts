import { z } from 'zod'
import { Id, Instant, stored } from '../kernel/fields.ts'
import { permissions } from '../kernel/permissions.ts'
import { defineRecord } from '../kernel/record.ts'
import { RoleName } from './roles.ts'

/** What some of the people here may do, under the practice's own name for it; beside the roles that every practice has. */
export const accessLevels = defineRecord({
  type: 'access-level',
  table: 'access_levels',
  patient: null,
  merge: { all: 'clinical', createdAt: 'immutable' },
  since: 2,
  added: { scope: { since: 4, absent: [] } },
  row: z.strictObject({
    id: Id,
    name: stored(60),
    /** The role it was copied from. */
    basedOn: RoleName.nullable(),
    permissions: z.array(z.enum(permissions)).max(permissions.length),
    /** Nobody is given it any more; whoever has it keeps it. */
    archived: z.boolean(),
    createdAt: Instant,
    /** Locations and departments that whoever has it reaches; none: the whole practice. */
    scope: z.array(Id).max(60).default([]),
  }),
})
