import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id, words } from '../kernel/fields.ts'
import { permissions } from '../kernel/permissions.ts'
import { RoleName } from './roles.ts'

/**
 * A new access level, or another name and other rights for one; whoever has it may do so from then on. Throws `level.name-taken`,
 * `level.administers-and-reads`, `level.audits-and-changes`, `level.your-own`, `access.nobody-left`, `level.missing`, `location.missing`, `row.changed`.
 */
export const saveLevel = defineCommand({
  name: 'access.saveLevel',
  input: z.strictObject({
    /** Null: a new one. */
    levelId: Id.nullable(),
    /** Of the row, as it was seen; null for a new one. */
    version: z.int().min(1).nullable(),
    name: words(60),
    /** The role it was copied from. */
    basedOn: RoleName.nullable(),
    permissions: z.array(z.enum(permissions)).min(1, 'level.empty').max(permissions.length),
    /** Locations and departments that whoever has it reaches; none: the whole practice. */
    scope: z.array(Id).max(60).default([]),
  }),
  output: z.strictObject({ levelId: z.string() }),
  example: {
    levelId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a78',
    version: 1,
    name: 'Weekend desk',
    basedOn: 'front-desk',
    permissions: ['patient.find', 'schedule.read', 'schedule.write'],
  },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'level.save',
    category: 'configuration',
    subject: () => null,
    detail: ({ levelId, permissions: rights, scope }, output) => ({
      level: output?.levelId ?? levelId ?? '',
      permissions: rights.join(' '),
      ...(scope.length > 0 && { scope: scope.join(' ') }),
    }),
  },
})
