import { z } from 'zod'
import { defineCommand } from '../kernel/contract.ts'
import { Id } from '../kernel/fields.ts'
import { scopeNamed, ScopeOrHere } from './covered.ts'
import { HandingOut } from '../audit/handing-out.ts'

/**
 * Records that a report of the audit log is about to be printed, and for whom; printing begins only then. Without the right to
 * print: that is about records, and whoever audits has none of those.
 */
export const logReportPrint = defineCommand({
  name: 'auditing.logReportPrint',
  input: z.strictObject({
    scope: ScopeOrHere,
    what: z.enum(['entries', 'access-report']),
    patientId: Id.nullable(),
    /** How many lines are on paper. */
    lines: z.int().min(0),
    handingOut: HandingOut,
  }),
  output: z.strictObject({ at: z.string() }),
  example: {
    what: 'access-report',
    patientId: '0190f3c4-6c1e-7e0a-9a53-0d8c5b3f1a11',
    lines: 12,
    handingOut: { recipient: 'patient', purpose: 'request' },
  },
  permission: 'audit.read',
  // who looks at what was done opens no chart by it
  closedCharts: 'too',
  stepUp: true,
  audit: {
    action: 'audit.print',
    category: 'configuration',
    subject: ({ patientId }) => patientId,
    detail: ({ scope, what, lines, handingOut }) => ({ ...scopeNamed(scope), what, lines, ...handingOut }),
  },
})
