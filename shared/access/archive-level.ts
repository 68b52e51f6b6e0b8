import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'

const Seen = z.strictObject({
  levelId: Id,
  /** Of the row, as it was seen. */
  version: z.int().min(1),
})

/** Nobody is given it any more; whoever has it keeps it. Throws `level.missing`, `row.changed`. */
export const archiveLevel = defineCommand({
  name: 'access.archiveLevel',
  input: Seen,
  output: z.strictObject({}),
  example: { levelId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a78', version: 1 },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'level.archive',
    category: 'configuration',
    subject: () => null,
    detail: ({ levelId }) => ({ level: levelId }),
  },
})

export const restoreLevel = defineCommand({
  name: 'access.restoreLevel',
  input: Seen,
  output: z.strictObject({}),
  example: { levelId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a78', version: 1 },
  permission: 'user.manage',
  stepUp: true,
  audit: {
    action: 'level.restore',
    category: 'configuration',
    subject: () => null,
    detail: ({ levelId }) => ({ level: levelId }),
  },
})
