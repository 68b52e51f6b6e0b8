import { z } from 'zod'
import { defineQuery } from '../kernel/contract.ts'
import { scopeNamed, ScopeOrHere } from './covered.ts'

/** What an audit log holds, for whoever sets a filter: how many entries, who, and which acts, reasons and workstations. Throws `audit.whole-off`. */
export const getChoices = defineQuery({
  name: 'auditing.getChoices',
  input: z.strictObject({ scope: ScopeOrHere }),
  output: z.strictObject({
    entries: z.int(),
    people: z.array(z.strictObject({ userId: z.string(), name: z.string() })),
    actions: z.array(z.string()),
    reasons: z.array(z.string()),
    workstations: z.array(z.string()),
  }),
  example: {},
  permission: 'audit.read',
  reads: ['users'],
  audit: {
    action: 'audit.choices',
    category: 'configuration',
    subject: () => null,
    detail: ({ scope }) => scopeNamed(scope),
  },
})
