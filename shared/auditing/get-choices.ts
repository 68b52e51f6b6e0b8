import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'

/** What this workstation's audit log holds, for whoever sets a filter: from when, who, and which acts, reasons and workstations. */
export const getChoices = defineQuery({
  name: 'auditing.getChoices',
  input: z.strictObject({}),
  output: z.strictObject({
    entries: z.int(),
    /** Of the first entry that is still kept here; null where there is none. */
    since: z.string().nullable(),
    workstation: z.string(),
    people: z.array(z.strictObject({ userId: z.string(), name: z.string() })),
    actions: z.array(z.string()),
    reasons: z.array(z.string()),
    workstations: z.array(z.string()),
  }),
  example: {},
  permission: 'audit.read',
  reads: ['users'],
  audit: { action: 'audit.choices', category: 'configuration', subject: () => null },
})
