import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { permissions } from '../kernel/permissions.ts'
import { RoleName } from './roles.ts'

const Holders = z.array(z.strictObject({ userId: z.string(), displayName: z.string() }))

/** The practice's own access levels by name, and who has them and the roles that every practice has. Nobody who has left. */
export const listLevels = defineQuery({
  name: 'access.listLevels',
  input: z.strictObject({}),
  output: z.strictObject({
    levels: z.array(
      z.strictObject({
        levelId: z.string(),
        /** Of the row, to be said with a change. */
        version: z.int(),
        name: z.string(),
        basedOn: RoleName.nullable(),
        permissions: z.array(z.enum(permissions)),
        archived: z.boolean(),
        /** Locations and departments by id; none: the whole practice. */
        scope: z.array(z.string()),
        holders: Holders,
      }),
    ),
    roles: z.array(z.strictObject({ role: RoleName, holders: Holders })),
  }),
  example: {},
  permission: 'user.manage',
  reads: ['access_levels', 'users', 'practices'],
  audit: { action: 'level.list', category: 'configuration', subject: () => null },
})
